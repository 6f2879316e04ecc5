package sundown.simulation;

import java.util.HashSet;
import java.util.Set;

/** All secrets of a world: what was sealed, and the links. None of them may be where anyone reads it. */
final class Secrets {
    private final Set<String> known = new HashSet<>();

    void add(String secret) {
        known.add(secret);
    }

    /** None of them is in a text. */
    void requireNoneIn(String text, String where) {
        for (String secret : known) {
            Violation.unless(!text.contains(secret), "a secret is told to its owner alone", where);
        }
    }
}
