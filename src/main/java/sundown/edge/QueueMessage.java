package sundown.edge;

import java.util.Optional;

/**
 * A message of a queue: a record that Jackson reads and writes. Each has a method {@code read} that throws
 * {@link IllegalArgumentException} for any other text: its message names the wrong part, and nothing of its content.
 */
public interface QueueMessage {
    /** The call that the message comes from. */
    Correlation correlation();

    /** The message as JSON. */
    default String write() {
        return Json.write(this);
    }

    /** A message of a FIFO queue. */
    interface Ordered extends QueueMessage {
        /** Messages of a group are delivered in order and one at a time. */
        String messageGroup();

        /** Of several messages with the same id that are sent within five minutes, the queue takes the first. */
        String deduplicationId();
    }

    /**
     * How many messages led to a message. A message that is sent while another is handled is of the next generation;
     * one that an API call or the sweep sends is of the first.
     *
     * <p>A function that sends messages to its own queue makes a chain. Lambda would stop the chain after about 16
     * generations, and is told not to ({@code RecursiveLoop: Allow}), so the chain has a bound of its own: a message
     * beyond {@link #LAST} is dropped and reported. Nothing is lost, because each chain works on rows, and the sweep
     * starts a new chain for a row that nobody works on.
     *
     * @param number 0 for the first
     */
    record Generation(int number) {
        /** The name of the message attribute that carries it. */
        public static final String ATTRIBUTE = "generation";

        /**
         * No chain that gets on is longer: a gallery of a million items is moved in 20,000 batches, and a hundred
         * million users are visited in 100,000 pages.
         */
        public static final Generation LAST = new Generation(100_000);

        private static final Generation FIRST = new Generation(0);
        private static final ScopedValue<Generation> HANDLED = ScopedValue.newInstance();

        public Generation {
            if (number < 0) {
                throw new IllegalArgumentException("not a generation");
            }
        }

        /**
         * The generation of a received message.
         *
         * @param attribute its attribute {@link #ATTRIBUTE}, if it has one
         * @throws IllegalArgumentException when the attribute is not a generation
         */
        public static Generation read(Optional<String> attribute) {
            return attribute.map(Integer::valueOf).map(Generation::new).orElse(FIRST);
        }

        /** The generation of a message that is sent now; empty for the first, of which nothing is written. */
        public static Optional<Generation> ofWhatIsSent() {
            return HANDLED.isBound() ? Optional.of(new Generation(HANDLED.get().number + 1)) : Optional.empty();
        }

        /** Handles a message of this generation. */
        public void run(Runnable work) {
            ScopedValue.where(HANDLED, this).run(work);
        }

        /** True when the chain has to end. */
        public boolean beyondLast() {
            return number > LAST.number;
        }
    }
}
