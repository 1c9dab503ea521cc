# docker build -t crossover . && docker run --rm -v "$PWD:/work:ro" crossover run scenario.yaml
FROM node:20-slim AS build
WORKDIR /app
COPY . .
RUN npm ci --no-audit --no-fund && npm prune --omit=dev --ignore-scripts

FROM node:20-slim
COPY --from=build /app/bin /app/bin
COPY --from=build /app/dist /app/dist
COPY --from=build /app/scenarios /app/scenarios
COPY --from=build /app/schema /app/schema
COPY --from=build /app/node_modules /app/node_modules
COPY --from=build /app/package.json /app/LICENSE /app/
USER node
WORKDIR /work
ENTRYPOINT ["node", "/app/bin/crossover.js"]
