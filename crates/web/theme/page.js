// Every page works without this: it only makes the design system's components more comfortable.
import { initAll } from 'NHSUK_ADDRESS';

initAll();
