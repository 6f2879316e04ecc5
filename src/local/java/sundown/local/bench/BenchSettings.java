package sundown.local.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sundown.local.command.Variables;

/**
 * What a person asked for, as environment variables. An empty variable counts as none, since make passes them so.
 *
 * @param bytes how much every turn archives ({@code SIZE=200M})
 * @param rounds how many turns each contestant has ({@code ROUNDS=5})
 * @param imageBuilder GraalVM's {@code native-image}, where there is one ({@code GRAALVM_HOME})
 */
record BenchSettings(long bytes, int rounds, Optional<Path> imageBuilder) {
    private static final String USUAL_SIZE = "2G";
    private static final int USUAL_ROUNDS = 5;
    private static final Pattern SIZE = Pattern.compile("(?<number>[1-9][0-9]{0,3})(?<unit>[MG])");
    private static final long MEGABYTE = 1_000_000;
    private static final long GIGABYTE = 1000 * MEGABYTE;

    /**
     * Reads the variables.
     *
     * @throws IllegalArgumentException with a sentence for the user when one of them makes no sense
     */
    static BenchSettings of(Map<String, String> environment) {
        Variables variables = new Variables(environment);
        return new BenchSettings(
                bytes(variables.find("SIZE").orElse(USUAL_SIZE)),
                variables.number("ROUNDS", USUAL_ROUNDS, 1, 99),
                variables.find("GRAALVM_HOME").map(BenchSettings::imageBuilder));
    }

    private static long bytes(String size) {
        Matcher matcher = SIZE.matcher(size);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("SIZE must be like 200M or 2G, not " + size + ".");
        }
        return Long.parseLong(matcher.group("number")) * (matcher.group("unit").equals("M") ? MEGABYTE : GIGABYTE);
    }

    private static Path imageBuilder(String home) {
        Path builder = Path.of(home, "bin", "native-image");
        if (!Files.isExecutable(builder)) {
            throw new IllegalArgumentException("GRAALVM_HOME must have bin/native-image, and " + home + " has not.");
        }
        return builder;
    }
}
