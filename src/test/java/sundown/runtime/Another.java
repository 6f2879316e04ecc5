package sundown.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Another who acts once, at one call of a worker: just before it, or when the last one was made. The worker goes on, or
 * dies there. What happens after a call happens before the next one, so that no moment is left out.
 */
public final class Another implements ObservedPort.Observer {
    private static final Logger LOG = Logger.getLogger(Another.class);

    /** Calls that change nothing: for who comes after a death, it is as if the worker had died before them. */
    private static final Pattern READS =
            Pattern.compile("\\.(find|list|read|has|current|inForce|latest|changes|entries)");

    private final long call;
    private final long last;
    private final Runnable act;
    private final boolean dies;
    private final AtomicLong calls = new AtomicLong();
    private volatile String moment = "never";
    private volatile boolean dead;

    private Another(long call, long last, Runnable act, boolean dies) {
        this.call = call;
        this.last = last;
        this.act = act;
        this.dies = dies;
    }

    /** At how many calls of a worker who goes on another acts. */
    public enum Extent {
        /** At each call. */
        ALL,
        /** At the first and the last call of each method, every second act. */
        SOME;

        private boolean takes(List<String> calls, int index) {
            String name = calls.get(index);
            return this == ALL || calls.indexOf(name) == index || calls.lastIndexOf(name) == index;
        }
    }

    /**
     * Has another do each of these acts at calls of a worker who goes on, and after calls that change something, of one
     * who dies then. Requires that all is well in the end.
     *
     * @param acts by what they do, as in "another ..."; what they call is not observed
     * @param world makes the worlds of the workers, all alike
     * @param observe has the calls of a world's worker observed from now on
     * @param work in which the other acts
     * @param end goes on as the world would, after a worker who may be dead, and requires what is right
     * @return the number of interleavings
     */
    public static <W> long act(
            Extent extent,
            Map<String, Consumer<W>> acts,
            Supplier<W> world,
            BiConsumer<W, ObservedPort.Observer> observe,
            Consumer<W> work,
            Consumer<W> end) {
        List<String> calls = Collections.synchronizedList(new ArrayList<>());
        W whole = world.get();
        observe.accept(whole, calls::add);
        work.accept(whole);
        long began = System.nanoTime();
        long interleavings = 0;
        int number = 0;
        for (Map.Entry<String, Consumer<W>> act : new TreeMap<>(acts).entrySet()) {
            number++;
            for (int call = 1; call <= calls.size() + 1; call++) {
                for (boolean dies : deaths(extent, calls, call, number)) {
                    W met = world.get();
                    Another another = new Another(call, calls.size(), () -> alone(met, observe, act.getValue()), dies);
                    observe.accept(met, another);
                    another.require(act.getKey(), () -> {
                        another.disturb(() -> work.accept(met));
                        observe.accept(met, ObservedPort.Observer.NONE);
                        end.accept(met);
                    });
                    interleavings++;
                }
            }
        }
        LOG.infof(
                "%d interleavings of %d calls with %d acts in %d ms",
                interleavings, calls.size(), acts.size(), (System.nanoTime() - began) / 1_000_000);
        return interleavings;
    }

    /** Whether the worker dies where another does an act of this number at this call: no, yes, or both. */
    private static List<Boolean> deaths(Extent extent, List<String> calls, int call, int act) {
        List<Boolean> deaths = new ArrayList<>();
        boolean inTurn = extent == Extent.ALL || (call + act) % 2 == 1;
        if (call > calls.size() || (inTurn && extent.takes(calls, call - 1))) {
            deaths.add(false);
        }
        if (call == 1 || !READS.matcher(calls.get(call - 2)).find()) {
            deaths.add(true);
        }
        return deaths;
    }

    private static <W> void alone(W world, BiConsumer<W, ObservedPort.Observer> observe, Consumer<W> act) {
        observe.accept(world, ObservedPort.Observer.NONE);
        act.accept(world);
    }

    private void disturb(Runnable work) {
        if (dies) {
            Death.requireDeath(work);
        } else {
            work.run();
        }
        assertThat(moment).isNotEqualTo("never");
    }

    /** The moment is known once it has come. */
    private void require(String name, Runnable right) {
        try {
            right.run();
        } catch (RuntimeException | Error wrong) {
            String death = dies ? ", where the worker dies" : "";
            throw new AssertionError(
                    "another %s %s, call %d of %d%s: %s".formatted(name, moment, call, last, death, wrong.getMessage()),
                    wrong);
        }
    }

    @Override
    public void before(String name) {
        dieIf(dead, name);
        if (calls.incrementAndGet() == call) {
            act("before " + name);
        }
    }

    @Override
    public void after(String name) {
        dieIf(dead, name);
        if (call > last && calls.get() == last) {
            act("after " + name);
        }
    }

    /** A worker may catch what is no {@link Error}. */
    private void act(String when) {
        moment = when;
        dead = dies;
        try {
            act.run();
        } catch (RuntimeException failed) {
            throw new AssertionError("another cannot act", failed);
        }
        dieIf(dies, when);
    }

    private static void dieIf(boolean dies, String name) {
        if (dies) {
            throw new Death.Died(name);
        }
    }
}
