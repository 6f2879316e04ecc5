package sundown.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import sundown.simulation.run.OverheardLogs;
import sundown.simulation.run.Plant;
import sundown.simulation.run.Trace;
import sundown.simulation.run.Violation;

/** Runs many worlds, a few at a time; each world is run by one thread. */
public final class Simulation {
    private static final int WORLDS_AT_ONCE = 2;

    private final Plant plant;
    private final Predicate<Violation> last;

    private Simulation(Plant plant, Predicate<Violation> last) {
        this.plant = plant;
        this.last = last;
    }

    /** Simulates the functions as they are. */
    static Simulation ofFunctions() {
        return new Simulation(Plant.NONE, violation -> false);
    }

    /** Simulates the functions with a bug, until it is found. */
    public static Simulation of(Plant bug) {
        return new Simulation(bug, violation -> true);
    }

    /** Simulates the functions with a bug, until it is found to break one of these. */
    public static Simulation of(Plant bug, Set<String> invariants) {
        return new Simulation(bug, violation -> invariants.contains(violation.invariant()));
    }

    /** Simulates the functions with something in their way, to the end. */
    public static Simulation throughout(Plant plant) {
        return new Simulation(plant, violation -> false);
    }

    /** Runs the worlds of the seeds 1, 2, 3 and so on. */
    public Report run(int seeds) {
        AtomicLong next = new AtomicLong(1);
        List<Report> reports = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        try (OverheardLogs logs = new OverheardLogs()) {
            for (int count = 0; count < WORLDS_AT_ONCE; count++) {
                Report report = new Report();
                reports.add(report);
                threads.add(Thread.ofPlatform().start(() -> run(next, seeds, report)));
            }
            threads.forEach(Simulation::join);
        }
        return Report.of(reports);
    }

    private void run(AtomicLong next, int seeds, Report report) {
        for (long seed = next.getAndIncrement(); seed <= seeds; seed = next.getAndIncrement()) {
            run(seed, report, Trace.NONE);
            if (report.violations().values().stream().anyMatch(last)) {
                next.set(seeds + 1L);
            }
        }
    }

    /** Runs the world of one seed. */
    Report replay(long seed, Trace trace) {
        Report report = new Report();
        try (OverheardLogs logs = new OverheardLogs()) {
            run(seed, report, trace);
        }
        return report;
    }

    private void run(long seed, Report report, Trace trace) {
        World world = new World(seed, plant, report.coverage(), trace);
        OverheardLogs.hearWith(world::hear);
        try {
            world.run();
        } catch (Violation violation) {
            report.violated(seed, violation);
        } catch (RuntimeException fault) {
            report.violated(seed, new Violation("a world has no fault of its own", fault.toString()));
        }
        report.ran(world);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while simulating", interrupted);
        }
    }
}
