package sundown.purge;

import sundown.contract.KillSwitchContract;

class InMemoryKillSwitchTest extends KillSwitchContract {
    private final InMemoryKillSwitch tested = new InMemoryKillSwitch();

    @Override
    protected KillSwitch killSwitch() {
        return tested;
    }
}
