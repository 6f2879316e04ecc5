package sundown.template;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words that the template counts in the logs; the tests of whoever logs them hold his lines against these. */
public final class CountedWords {
    private static final Pattern MESSAGE = Pattern.compile("\\{ \\$\\.message = \"\\*([^*\"]+)\\*\" }");

    private CountedWords() {}

    /** What a message must have in it to be counted by a metric filter. */
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
