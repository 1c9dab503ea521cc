import DefaultTheme from 'vitepress/theme';
import './site.css';

// eslint-disable-next-line import/no-default-export -- VitePress asks for it
export default DefaultTheme;
