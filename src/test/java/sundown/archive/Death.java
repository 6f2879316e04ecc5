package sundown.archive;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import sundown.runtime.ObservedPort;

/** Kills a worker at one of its calls: it does nothing more. */
final class Death implements ObservedPort.Observer {
    private final Predicate<String> counted;
    private final int call;
    private final boolean after;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicBoolean dead = new AtomicBoolean();

    private Death(Predicate<String> counted, int call, boolean after) {
        this.counted = counted;
        this.call = call;
        this.after = after;
    }

    /** At a call, counted from 1: just before it, or after it, so that its answer is lost. */
    static Death at(int call, boolean after) {
        return new Death(name -> true, call, after);
    }

    /** After this many parts have been sent; the last one is not recorded. */
    static Death afterParts(int parts) {
        return new Death("VolumeStorage.upload"::equals, parts, true);
    }

    /** No death: it only counts. */
    static Death never() {
        return at(Integer.MAX_VALUE, false);
    }

    int calls() {
        return calls.get();
    }

    @Override
    public void before(String name) {
        if (dead.get() || (counted.test(name) && calls.incrementAndGet() >= call && !after)) {
            dead.set(true);
            throw new Died(name);
        }
    }

    @Override
    public void after(String name) {
        if (calls.get() >= call) {
            dead.set(true);
            throw new Died(name);
        }
    }

    /** The worker is dead; no code of ours catches an {@link Error}. */
    static final class Died extends Error {
        private static final long serialVersionUID = 1L;

        Died(String call) {
            super(call, null, false, false);
        }
    }
}
