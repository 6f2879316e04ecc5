package sundown.refund;

import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What refunds need besides their ports. */
final class RefundProducers {
    @Produces
    @Singleton
    @ForRefunds
    ExecutorService workers() {
        return Executors.newFixedThreadPool(
                RefundTask.AT_ONCE, Thread.ofVirtual().name("refund-", 0).factory());
    }

    void close(@Disposes @ForRefunds ExecutorService workers) {
        workers.close();
    }
}
