package sundown.local.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sundown.local.unzip.InstalledProgram;

/**
 * The one core on which all turns are taken.
 *
 * @param number which; empty where this system cannot pin a process to a core
 */
record Core(Optional<String> number) {
    private static final InstalledProgram TASKSET = new InstalledProgram("taskset", List.of("taskset"));
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Pattern LAST_ALLOWED = Pattern.compile("Cpus_allowed_list:.*?([0-9]+)");

    /** The last core that this process may use: the first one often has more of the system's own work. */
    static Core last() throws IOException {
        if (TASKSET.find().isEmpty() || !Files.exists(STATUS)) {
            return new Core(Optional.empty());
        }
        return new Core(Files.readAllLines(STATUS).stream()
                .map(LAST_ALLOWED::matcher)
                .filter(Matcher::matches)
                .map(line -> line.group(1))
                .findFirst());
    }

    /** The same command on this core. */
    Command pinned(Command command) {
        return number.map(core -> Command.of("taskset", "-c", core).with(command))
                .orElse(command);
    }

    @Override
    public String toString() {
        return number.map(core -> "All run on core " + core + ".")
                .orElse("What runs is not pinned to a core: there is no taskset here.");
    }
}
