package sundown.local.rehearsal;

import java.nio.file.Path;
import java.util.Map;
import sundown.local.command.Variables;
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
        Variables variables = new Variables(environment);
        Settings cloud = Settings.of(environment).onAnyPort();
        cloud.requireMovableClock();
        return new RehearsalSettings(
                Path.of(variables
                        .find("IMPORT")
                        .orElseThrow(() -> new IllegalArgumentException(
                                "IMPORT must be the folder of a finished import: make rehearse IMPORT=imports/1."))),
                variables.number("USERS", 40, 1, MOST_USERS),
                variables.number("ITEMS", 50, 1, MOST_ITEMS),
                variables.number("SEED", 1, 1, Integer.MAX_VALUE),
                Shares.of(variables.find("SHARES").orElse(Shares.USUAL)),
                cloud);
    }
}
