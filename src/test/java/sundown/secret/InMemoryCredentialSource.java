package sundown.secret;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;

/** Keeps a credential that a test replaces; it has none at first. */
public final class InMemoryCredentialSource<C extends Credential> implements Credential.Source<C> {
    private final AtomicReference<Supplier<C>> answer = new AtomicReference<>();
    private final AtomicInteger reads = new AtomicInteger();

    public InMemoryCredentialSource() {
        remove();
    }

    /** The same with a credential. */
    public static <C extends Credential> InMemoryCredentialSource<C> of(C credential) {
        InMemoryCredentialSource<C> source = new InMemoryCredentialSource<>();
        source.put(credential);
        return source;
    }

    public void put(C credential) {
        answer.set(() -> credential);
    }

    public void remove() {
        answer.set(() -> {
            throw new PermanentFailure("there is no such secret");
        });
    }

    /** No read is answered before the next {@link #put}. */
    public void goSilent() {
        answer.set(() -> {
            throw new RetryableFailure("no answer");
        });
    }

    public int reads() {
        return reads.get();
    }

    @Override
    public C read() {
        reads.incrementAndGet();
        return answer.get().get();
    }
}
