package sundown.google;

import java.time.Instant;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import sundown.transfer.Answer;

/**
 * A row of the table of answers.
 *
 * @param name what has happened
 * @param condition the replies that it is for
 * @param example a reply that this row, and no row above it, is for
 */
record AnswerRow(String name, Condition condition, Meaning meaning, Reply example) {

    /** What a reply comes to at the time when it arrives. */
    @FunctionalInterface
    interface Meaning {
        Answer of(Reply reply, Instant now);
    }

    /**
     * Which replies a row is for.
     *
     * @param text what is to be found in the reply's text
     */
    record Condition(Set<Call> calls, Predicate<Signal> signals, Pattern text) {
        boolean holds(Reply reply) {
            return calls.contains(reply.call())
                    && signals.test(reply.signal())
                    && text.matcher(reply.text()).find();
        }
    }

    /** Begins a row. */
    static Named row(String name) {
        return new Named(name);
    }

    /** A row with a name. */
    record Named(String name) {
        Conditional on(Set<Call> calls) {
            return on(calls, signal -> true);
        }

        Conditional on(Set<Call> calls, Predicate<Signal> signals) {
            return on(calls, signals, "");
        }

        /** A row for replies whose text has a match of the expression, in upper or lower case. */
        Conditional on(Set<Call> calls, Predicate<Signal> signals, String expression) {
            Pattern text = Pattern.compile(expression, Pattern.CASE_INSENSITIVE);
            return new Conditional(name, new Condition(calls, signals, text));
        }
    }

    /** A row that knows which replies it is for. */
    record Conditional(String name, Condition condition) {
        Meant means(Meaning meaning) {
            return new Meant(name, condition, meaning);
        }

        Meant means(Answer answer) {
            return means((reply, now) -> answer);
        }
    }

    /** A row that knows what they mean. */
    record Meant(String name, Condition condition, Meaning meaning) {
        AnswerRow like(Call call, Signal signal, String text) {
            return new AnswerRow(name, condition, meaning, new Reply(call, signal, text));
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
