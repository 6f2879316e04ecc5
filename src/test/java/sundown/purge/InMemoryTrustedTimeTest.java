package sundown.purge;

import java.time.Clock;
import sundown.contract.TrustedTimeContract;

class InMemoryTrustedTimeTest extends TrustedTimeContract {
    @Override
    protected TrustedTime time() {
        return new InMemoryTrustedTime(Clock.systemUTC());
    }
}
