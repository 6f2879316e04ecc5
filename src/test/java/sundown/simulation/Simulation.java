package sundown.simulation;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import sundown.simulation.run.OverheardLogs;
import sundown.simulation.run.Plant;
import sundown.simulation.run.Trace;
import sundown.simulation.run.Violation;

/** Runs many worlds, a few at a time; each world is run by one thread. */
public final class Simulation {
    /** What a test locks, as only one simulation at a time can listen to what the functions log. */
    public static final String LOGS = "the functions' logs";

    private static final int WORLDS_AT_ONCE = 2;

    private final Plant plant;
    private final Predicate<Violation> found;

    private Simulation(Plant plant, Predicate<Violation> found) {
        this.plant = plant;
        this.found = found;
    }

    /** Simulates the functions as they are. */
    public static Simulation ofFunctions() {
        return new Simulation(Plant.NONE, violation -> false);
    }

    /** Simulates the functions with a bug, until it is found to do this. */
    public static Simulation of(Plant bug, Predicate<Violation> found) {
        return new Simulation(bug, found);
    }

    /** Simulates the functions with something in their way, to the end. */
    public static Simulation throughout(Plant plant) {
        return new Simulation(plant, violation -> false);
    }

    /** Runs the worlds of the seeds 1, 2, 3 and so on. */
    public Report run(int seeds) {
        return run(1, seeds);
    }

    /** Runs the worlds of the seeds from one to another. */
    public Report run(long first, long last) {
        AtomicLong next = new AtomicLong(first);
        try (OverheardLogs logs = new OverheardLogs();
                ExecutorService threads = Executors.newFixedThreadPool(WORLDS_AT_ONCE)) {
            List<Future<Report>> reports = Stream.generate(() -> threads.submit(() -> worlds(next, last)))
                    .limit(WORLDS_AT_ONCE)
                    .toList();
            return Report.of(reports.stream().map(Simulation::outcome).toList());
        }
    }

    private Report worlds(AtomicLong next, long lastSeed) {
        Report report = new Report();
        for (long seed = next.getAndIncrement(); seed <= lastSeed; seed = next.getAndIncrement()) {
            run(seed, report, Trace.NONE);
            if (report.violations.values().stream().anyMatch(found)) {
                next.set(lastSeed + 1);
            }
        }
        return report;
    }

    /** Runs the world of one seed. */
    public Report replay(long seed, Trace trace) {
        Report report = new Report();
        try (OverheardLogs logs = new OverheardLogs()) {
            run(seed, report, trace);
        }
        return report;
    }

    private void run(long seed, Report report, Trace trace) {
        World world = new World(seed, plant, report.coverage, trace);
        OverheardLogs.hearWith(world::hear);
        try {
            world.run();
        } catch (Violation | RuntimeException fault) {
            report.violated(seed, Violation.of(fault));
        }
        report.ran(world);
    }

    /** A thread that dies must not take its worlds with it unseen. */
    private static Report outcome(Future<Report> worlds) {
        try {
            return worlds.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while simulating", interrupted);
        } catch (ExecutionException died) {
            throw new IllegalStateException("a simulation came to no end", died.getCause());
        }
    }
}
