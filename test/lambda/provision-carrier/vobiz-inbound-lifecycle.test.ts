import { livesThroughFaults } from './trunk-lives';

livesThroughFaults('inbound trunk of Vobiz');
