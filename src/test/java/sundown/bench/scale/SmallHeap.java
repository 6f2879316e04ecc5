package sundown.bench.scale;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import sundown.local.prices.Deployed;

/**
 * Takes a group through its life in a process with the heap of a function, with all that the ports in memory hold
 * beside it: what a process of the function holds is less.
 *
 * @param megabytes of heap
 * @param users few enough for the ports
 */
record SmallHeap(String what, int megabytes, int users, int chunks) {
    /**
     * Those of the largest group that docs/sizing.md has: the worker that puts their results together reads the most.
     */
    private static final int MOST_CHUNKS = 2_048;

    private static final int WORKERS = 100;

    /** The reducers with the most chunks, the workers with the largest chunk, and those of users who act. */
    static List<SmallHeap> all(Deployed deployed) {
        return List.of(
                new SmallHeap("reducers", deployed.function("report-progress").megabytesOfHeap(), 5_000, MOST_CHUNKS),
                new SmallHeap("a chunk", deployed.function("list-chunk").megabytesOfHeap(), 40_000, 1),
                new SmallHeap("acting", deployed.function("transfer-batch").megabytesOfHeap(), 1_000, 1));
    }

    /** Takes the name, the number of users, and that of chunks. */
    public static void main(String... arguments) {
        ScaleGroup group = new ScaleGroup(
                Workload.read(), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]), WORKERS);
        (arguments[0].equals("acting") ? group.paths() : group.ofAll()).forEach(path -> {});
    }

    /** Missed when the process fails. */
    BenchLimit run() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + megabytes + "m",
                        "-XX:+UseSerialGC",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmallHeap.class.getName(),
                        what,
                        Integer.toString(users),
                        Integer.toString(chunks))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new BenchLimit(
                "memory: failures of %s, %,d MB, %,d users, %,d chunks".formatted(what, megabytes, users, chunks),
                0,
                process.waitFor() == 0 ? 0 : 1);
    }
}
