package sundown.simulation.run;

import java.util.HashSet;
import java.util.Set;

/** All secrets of a world: what was sealed, and the links. None of them may be where anyone reads it. */
public final class Secrets {
    private final Set<String> known = new HashSet<>();

    public void add(String secret) {
        known.add(secret);
    }

    /** None of them is in a text. */
    public void requireNoneIn(String text, String where) {
        for (String secret : known) {
            Violation.unless(!text.contains(secret), "a secret is told to its owner alone", where);
        }
    }
}
