package sundown.local.bench;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a person asked for, as environment variables. An empty variable counts as none, since make passes them so.
 *
 * @param photos how many the gallery has ({@code PHOTOS=3000})
 */
record TransferBenchSettings(int photos) {
    private static final String USUAL = "3000";
    private static final Pattern PHOTOS = Pattern.compile("[1-9][0-9]{1,4}");

    /**
     * Reads the variables.
     *
     * @throws IllegalArgumentException with a sentence for the user when one of them makes no sense
     */
    static TransferBenchSettings of(Map<String, String> environment) {
        String photos = Optional.ofNullable(environment.get("PHOTOS"))
                .filter(value -> !value.isBlank())
                .orElse(USUAL);
        if (!PHOTOS.matcher(photos).matches()) {
            throw new IllegalArgumentException("PHOTOS must be a number from 10 to 99999, not " + photos + ".");
        }
        return new TransferBenchSettings(Integer.parseInt(photos));
    }
}
