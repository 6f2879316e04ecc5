package sundown.local.demo;

import java.util.List;
import java.util.function.BooleanSupplier;
import sundown.local.demo.app.TransferStatus;
import sundown.local.fault.Fault;
import sundown.local.google.Call;
import sundown.local.google.Effect;
import sundown.local.google.Effect.Answer;

/**
 * All that can go wrong in one transfer: Google throttles, fails, times out after it has created, leaves results out
 * and drops connections, and the worker is killed half way.
 */
public final class Trouble {
    private static final long SECONDS_TO_WAIT = 2;

    private final BooleanSupplier killWorker;
    private boolean killed;

    /**
     * Prepares the kill.
     *
     * @param killWorker kills a working worker; false when there is none
     */
    public Trouble(BooleanSupplier killWorker) {
        this.killWorker = killWorker;
    }

    /** The faults of Google; the first of them strike a small gallery, too. */
    public static List<Fault<Call, Effect>> faults() {
        return List.of(
                Fault.nth(Call.UPLOAD, 3, Answer.of(503)),
                Fault.nth(Call.UPLOAD, 6, new Effect.Drop()),
                Fault.nth(Call.UPLOAD, 9, new Effect.BreakOff(1000)),
                Fault.nth(Call.UPLOAD, 12, new Effect.ActThenDrop()),
                Fault.every(Call.UPLOAD, 120, Answer.of(500)),
                Fault.nth(Call.UPLOAD, 250, Answer.of(429, SECONDS_TO_WAIT)),
                Fault.nth(Call.UPLOAD_CHUNK, 1, new Effect.BreakOff(20 << 20)),
                Fault.nth(Call.BATCH_CREATE, 1, new Effect.ActThenDrop()),
                Fault.nth(Call.BATCH_CREATE, 3, Answer.of(429, SECONDS_TO_WAIT)),
                Fault.nth(Call.BATCH_CREATE, 5, new Effect.ActThenSilence()),
                Fault.nth(Call.BATCH_CREATE, 7, Answer.of(503)),
                Fault.nth(Call.ELEMENT, 2, new Effect.OmitElement()),
                Fault.nth(Call.TOKEN, 3, Answer.of(503)));
    }

    /** Kills the worker once, at the first moment after half of the items at which one is at work. */
    public void strike(TransferStatus status) {
        if (hunting(status)) {
            killed = killWorker.getAsBoolean();
        }
    }

    /** True once a worker was killed. */
    public boolean killed() {
        return killed;
    }

    /** True while the kill is due and no worker was found working. */
    public boolean hunting(TransferStatus status) {
        return halfWay(status) && !killed;
    }

    private static boolean halfWay(TransferStatus status) {
        return !status.counting()
                && status.counts().settled().items() * 2
                        >= status.counts().total().items();
    }
}
