package sundown.cli.verify;

import java.util.List;

/**
 * What a check of one certificate has found.
 *
 * @param key of the certificate
 * @param wrong what is wrong with it, in words
 */
record Verdict(String key, long number, List<String> wrong) {
    Verdict {
        wrong = List.copyOf(wrong);
    }

    boolean right() {
        return wrong.isEmpty();
    }

    String line() {
        return "No. %d, %s: %s".formatted(number, key, right() ? "right" : "wrong: " + String.join("; ", wrong));
    }
}
