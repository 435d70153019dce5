import { livesThroughFaults } from './trunk-lives';

livesThroughFaults('trunk of Exotel');
