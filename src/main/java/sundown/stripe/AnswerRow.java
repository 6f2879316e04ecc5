package sundown.stripe;

import java.util.function.Predicate;

/**
 * A row of the table of answers.
 *
 * @param name what has happened
 * @param condition the replies that it is for
 * @param example a reply that this row, and no row above it, is for
 */
record AnswerRow(String name, Predicate<Reply> condition, Meaning meaning, Reply example) {
    /** Begins a row. */
    static Named row(String name) {
        return new Named(name);
    }

    /** A row with a name. */
    record Named(String name) {
        Conditional on(Predicate<Reply> condition) {
            return new Conditional(name, condition);
        }
    }

    /** A row that knows which replies it is for. */
    record Conditional(String name, Predicate<Reply> condition) {
        Meant means(Meaning meaning) {
            return new Meant(name, condition, meaning);
        }
    }

    /** A row that knows what they mean. */
    record Meant(String name, Predicate<Reply> condition, Meaning meaning) {
        AnswerRow like(Reply example) {
            return new AnswerRow(name, condition, meaning, example);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
