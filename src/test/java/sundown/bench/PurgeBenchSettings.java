package sundown.bench;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a person asked for, as environment variables. An empty variable counts as none, since make passes them so.
 *
 * @param objects how many the larger group has ({@code OBJECTS=100000})
 */
record PurgeBenchSettings(int objects) {
    /** The smaller group has one object for so many of the larger one. */
    static final int RATIO = 10;

    private static final int WORTH_MEASURING = 10_000;
    private static final String USUAL = "100000";
    private static final Pattern OBJECTS = Pattern.compile("[1-9][0-9]{2,5}");

    /**
     * Reads the variables.
     *
     * @throws IllegalArgumentException with a sentence for the user when one of them makes no sense
     */
    static PurgeBenchSettings of(Map<String, String> environment) {
        String objects = Optional.ofNullable(environment.get("OBJECTS"))
                .filter(value -> !value.isBlank())
                .orElse(USUAL);
        if (!OBJECTS.matcher(objects).matches()) {
            throw new IllegalArgumentException("OBJECTS must be a number from 100 to 999999, not " + objects + ".");
        }
        return new PurgeBenchSettings(Integer.parseInt(objects));
    }

    /** Of a group that is smaller, times say nothing anyway. */
    boolean warmsUp() {
        return objects >= WORTH_MEASURING;
    }

    int fewer() {
        return objects / RATIO;
    }
}
