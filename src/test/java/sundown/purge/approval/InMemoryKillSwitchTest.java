package sundown.purge.approval;

import sundown.contract.KillSwitchContract;

class InMemoryKillSwitchTest extends KillSwitchContract {
    InMemoryKillSwitchTest() {
        super(new InMemoryKillSwitch());
    }
}
