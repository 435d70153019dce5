export { startPhone, type Phone } from './start-phone';
