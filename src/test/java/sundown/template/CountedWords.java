package sundown.template;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words that the metric filters count. The functions' tests check that their log lines contain these words. */
public final class CountedWords {
    private static final Pattern MESSAGE = Pattern.compile("\\{ \\$\\.message = \"\\*([^*\"]+)\\*\" }");

    private CountedWords() {}

    /** The words that a message must contain for a metric filter to count it. */
    public static String of(String metricFilter) {
        Matcher pattern = MESSAGE.matcher(
                Deployed.text(Deployed.template().resource(metricFilter).find("FilterPattern"))
                        .orElseThrow());
        if (!pattern.matches()) {
            throw new IllegalArgumentException(metricFilter + " counts no words of a message");
        }
        return pattern.group(1);
    }
}
