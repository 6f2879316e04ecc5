package sundown.google;

import java.time.Instant;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import sundown.transfer.Answer;

/**
 * A row of the table of answers.
 *
 * @param name what happened
 * @param condition matches the replies of this row
 */
record AnswerRow(String name, Condition condition, Meaning meaning) {

    @FunctionalInterface
    interface Meaning {
        Answer of(Reply reply, Instant now);
    }

    /** Which replies a row matches; {@code text} must be found in the reply's text. */
    record Condition(Set<Call> calls, Predicate<Signal> signals, Pattern text) {
        boolean holds(Reply reply) {
            return calls.contains(reply.call())
                    && signals.test(reply.signal())
                    && text.matcher(reply.text()).find();
        }
    }

    static Named row(String name) {
        return new Named(name);
    }

    record Named(String name) {
        Conditional on(Set<Call> calls) {
            return on(calls, signal -> true);
        }

        Conditional on(Set<Call> calls, Predicate<Signal> signals) {
            return on(calls, signals, "");
        }

        /** Matches the expression in upper and lower case. */
        Conditional on(Set<Call> calls, Predicate<Signal> signals, String expression) {
            Pattern text = Pattern.compile(expression, Pattern.CASE_INSENSITIVE);
            return new Conditional(name, new Condition(calls, signals, text));
        }
    }

    record Conditional(String name, Condition condition) {
        AnswerRow means(Meaning meaning) {
            return new AnswerRow(name, condition, meaning);
        }

        AnswerRow means(Answer answer) {
            return means((reply, now) -> answer);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
