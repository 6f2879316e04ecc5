package sundown.purge;

import sundown.contract.KillSwitchContract;

class InMemoryKillSwitchTest extends KillSwitchContract {
    InMemoryKillSwitchTest() {
        super(new InMemoryKillSwitch());
    }
}
