package sundown.runtime;

/** Kills a worker at one of its calls, counted from 1: just before it, or when it was made and its answer is lost. */
public class Death implements ObservedPort.Observer {
    private final long call;
    private final boolean after;
    private long calls;

    /** Kills at this call. */
    public Death(long call, boolean after) {
        this.call = call;
        this.after = after;
    }

    @Override
    public void before(String name) {
        calls++;
        if (calls == call && !after) {
            throw new Died(name);
        }
    }

    @Override
    public void after(String name) {
        if (calls == call) {
            throw new Died(name);
        }
    }

    /** The worker is no more; no code of ours catches an {@link Error}. */
    public static final class Died extends Error {
        private static final long serialVersionUID = 1L;

        /** Dies at this call. */
        public Died(String call) {
            super(call, null, false, false);
        }
    }
}
