package sundown.report;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import sundown.edge.Json;

/**
 * The outcome of an import or a rehearsal, as people record it for those who judge whether a deployment is ready. It
 * stays for years, so it names no user.
 *
 * @param kind {@code import} or {@code rehearsal}
 * @param at when, ISO 8601 in UTC
 * @param outcome {@code pass}, {@code warn} or {@code fail}
 * @param found what there is to tell of it, a sentence each: at most 200, of 2,000 characters
 * @param figures by what they count: at most 200, with names of 100 characters
 */
@RegisterForReflection
public record RecordedOutcome(
        String kind, String at, String outcome, List<String> found, Map<String, BigDecimal> figures) {
    public static final String PASS = "pass";
    public static final String WARN = "warn";
    public static final String FAIL = "fail";

    /** The figure of an import's claims. */
    public static final String CLAIMS = "claims";

    /** The bytes of its JSON. */
    public static final int BYTES_MAX = 64 * 1024;

    public static final int SENTENCES_MAX = 200;

    private static final String IMPORT = "import";
    private static final Set<String> KINDS = Set.of(IMPORT, "rehearsal");
    private static final Set<String> OUTCOMES = Set.of(PASS, WARN, FAIL);
    private static final int FIGURES_MAX = 200;
    private static final int SENTENCE_CHARACTERS_MAX = 2_000;
    private static final int NAME_CHARACTERS_MAX = 100;

    public RecordedOutcome {
        require(KINDS.contains(kind), "kind is not import or rehearsal");
        require(OUTCOMES.contains(outcome), "outcome is not pass, warn, or fail");
        require(found.size() <= SENTENCES_MAX, "found has more than " + SENTENCES_MAX + " sentences");
        require(figures.size() <= FIGURES_MAX, "figures are more than " + FIGURES_MAX);
        found.forEach(sentence -> require(sentence, SENTENCE_CHARACTERS_MAX, "a sentence"));
        figures.keySet().forEach(name -> require(name, NAME_CHARACTERS_MAX, "a figure's name"));
        at = instant(at).toString();
        found = List.copyOf(found);
        figures = new TreeMap<>(Map.copyOf(figures));
    }

    /**
     * Reads an outcome.
     *
     * @throws IllegalArgumentException if the text is no outcome, or too long
     */
    public static RecordedOutcome read(String json) {
        require(
                json.getBytes(StandardCharsets.UTF_8).length <= BYTES_MAX,
                "it has more than %,d bytes".formatted(BYTES_MAX));
        return Json.read(json, RecordedOutcome.class);
    }

    /** True for an import that has written its rows. */
    public boolean tellsOfWrittenImport() {
        return kind.equals(IMPORT) && !outcome.equals(FAIL);
    }

    /** As JSON, on one line. */
    public String write() {
        return Json.write(this);
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException invalid) {
            throw new IllegalArgumentException("at is not an instant", invalid);
        }
    }

    private static void require(String text, int longest, String what) {
        require(!text.isBlank(), what + " is empty");
        require(text.length() <= longest, what + " has more than %,d characters".formatted(longest));
        require(text.codePoints().noneMatch(Character::isISOControl), what + " has a control character");
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
