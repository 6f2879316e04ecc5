package sundown.notify;

import java.util.List;
import sundown.contract.EventBusContract;

class InMemoryEventBusTest extends EventBusContract {
    private final InMemoryEventBus bus = new InMemoryEventBus();

    @Override
    protected EventBus bus() {
        return bus;
    }

    @Override
    protected List<String> heard() {
        return bus.heard().stream().map(EventDocument::write).toList();
    }

    @Override
    protected void loseOne() {
        bus.lose(1);
    }

    @Override
    protected void refuse() {
        bus.refuse();
    }
}
