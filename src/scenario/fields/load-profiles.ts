import { Exact } from '../../formula/index.ts';

/**
 * Thousands of requests in each hour of the week from Monday 0:00 UTC, a line a day: Azure LLM inference trace 2024, 13 to 19 May 2024
 * (github.com/Azure/AzurePublicDataset, CC BY 4.0; Stojkovic et al., DynamoLLM, HPCA 2025). Read off the request-rate plots of
 * its notebook and scaled to the row counts printed there: 27,303,999 of conversation and 16,803,695 of code.
 */
const conversation = [
  '158 178 179 148 149 162 184 196 206 192 189 201 216 241 269 251 221 208 205 201 190 153 150 158',
  '175 182 187 153 154 164 190 211 208 203 190 207 235 251 269 252 232 217 231 212 191 169 145 138',
  '163 176 168 141 146 158 180 194 198 201 183 193 220 240 245 233 210 199 207 196 170 130 124 139',
  '162 186 178 149 147 163 198 208 225 214 171 180 206 241 247 218 203 201 201 182 163 144 126 141',
  '168 179 173 143 148 165 182 198 193 192 171 173 192 210 210 200 183 180 158 149 139 118 98 94',
  '95 100 104 84 86 90 91 100 105 92 104 113 126 125 137 139 133 122 112 107 112 104 94 91',
  '91 96 92 82 77 78 81 93 93 90 89 102 104 131 122 129 118 124 125 116 111 110 104 125',
];
const code = [
  '66 67 66 58 50 39 32 32 29 29 29 46 77 144 203 229 218 246 270 280 259 201 157 111',
  '100 106 94 65 54 43 35 28 27 32 34 51 95 173 242 241 213 264 297 296 269 193 143 110',
  '100 90 82 74 56 44 40 32 31 28 35 49 89 156 209 231 236 259 292 302 289 208 134 108',
  '92 82 86 68 53 46 42 33 31 32 33 52 100 147 215 229 223 258 285 289 256 186 133 107',
  '76 78 69 58 46 40 33 30 25 29 30 40 72 120 177 195 179 205 211 217 208 156 113 76',
  '61 56 48 47 39 31 27 19 15 12 10 17 26 35 43 47 52 58 62 63 56 52 57 49',
  '48 50 47 44 38 31 24 16 12 12 13 15 22 28 36 44 47 47 55 57 64 67 62 61',
];

/** Hours of the week in which something is asked, and the others. */
function hours(isBusy: (day: number, hour: number) => boolean): readonly Exact[] {
  return Array.from({ length: 168 }, (_, at) => new Exact(isBusy(Math.floor(at / 24), at % 24) ? 1 : 0));
}

const measured = (days: readonly string[]): readonly Exact[] =>
  days.flatMap((day) => day.split(' ').map((each) => new Exact(each)));

/** Weeks that a load can have by name: load of each hour from Monday 0:00, in any measure. */
export const loadProfiles = {
  'azure-2024-conversation': () => measured(conversation),
  'azure-2024-code': () => measured(code),
  'office-hours': () => hours((day, hour) => day < 5 && hour >= 9 && hour < 17),
  'around-the-clock': () => hours(() => true),
  'night-batch': () => hours((_, hour) => hour >= 22 || hour < 6),
} as const;

export type LoadProfile = keyof typeof loadProfiles;
export const loadProfileNames: readonly LoadProfile[] = [
  'azure-2024-conversation',
  'azure-2024-code',
  'office-hours',
  'around-the-clock',
  'night-batch',
];
