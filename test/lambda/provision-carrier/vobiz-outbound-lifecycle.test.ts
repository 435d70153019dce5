import { livesThroughFaults } from './trunk-lives';

livesThroughFaults('outbound trunk of Vobiz');
