package sundown.local.rehearsal;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import sundown.local.demo.cloud.Settings;

/**
 * What a person asked for, as environment variables. An empty variable counts as none, since make passes them so.
 *
 * @param imported the folder of a finished import ({@code IMPORT=imports/1})
 * @param users how many of it ({@code USERS=40})
 * @param items how many items of each of them at most ({@code ITEMS=50})
 * @param seed decides which users; the same seed takes the same ({@code SEED=1})
 * @param shares what users do ({@code SHARES=transfer:42,download:18,nothing:40})
 * @param cloud its settings; {@code GALLERY} is a folder with the objects of the sample, each at its key
 */
public record RehearsalSettings(Path imported, int users, int items, long seed, Shares shares, Settings cloud) {
    private static final int MOST_USERS = 500;
    private static final int MOST_ITEMS = 10_000;

    /**
     * Reads the variables.
     *
     * @throws IllegalArgumentException with a sentence for the user when one of them makes no sense
     */
    public static RehearsalSettings of(Map<String, String> environment) {
        Settings cloud = Settings.of(environment).onAnyPort();
        cloud.requireMovableClock();
        return new RehearsalSettings(
                Path.of(variable(environment, "IMPORT")
                        .orElseThrow(() -> new IllegalArgumentException(
                                "IMPORT must be the folder of a finished import: make rehearse IMPORT=imports/1."))),
                number(environment, "USERS", 40, MOST_USERS),
                number(environment, "ITEMS", 50, MOST_ITEMS),
                number(environment, "SEED", 1, Integer.MAX_VALUE),
                Shares.of(variable(environment, "SHARES").orElse(Shares.USUAL)),
                cloud);
    }

    private static int number(Map<String, String> environment, String name, int usual, int most) {
        String text = variable(environment, name).orElse(Integer.toString(usual));
        if (!text.matches("[1-9][0-9]{0,9}") || Long.parseLong(text) > most) {
            throw new IllegalArgumentException(name + " must be a number from 1 to " + most + ", not " + text + ".");
        }
        return Integer.parseInt(text);
    }

    private static Optional<String> variable(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
