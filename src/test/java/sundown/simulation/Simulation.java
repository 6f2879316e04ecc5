package sundown.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Runs many worlds, a few at a time; each world is run by one thread. */
final class Simulation {
    private static final int WORLDS_AT_ONCE = 2;

    /** Kept, for a logger that nobody holds forgets its level. */
    private static final Logger FUNCTIONS = Logger.getLogger("sundown");

    private final Plant plant;
    private final boolean endsWithTheFirstViolation;

    private Simulation(Plant plant, boolean endsWithTheFirstViolation) {
        this.plant = plant;
        this.endsWithTheFirstViolation = endsWithTheFirstViolation;
    }

    /** Simulates the functions as they are. */
    static Simulation ofFunctions() {
        return new Simulation(Plant.NONE, false);
    }

    /** Simulates the functions with a bug, until it is found. */
    static Simulation of(Plant bug) {
        return new Simulation(bug, true);
    }

    /** Runs the worlds of the seeds 1, 2, 3 and so on. */
    Report run(int seeds) {
        return silently(() -> runAll(seeds));
    }

    private Report runAll(int seeds) {
        AtomicLong next = new AtomicLong(1);
        AtomicBoolean enough = new AtomicBoolean();
        List<Report> reports = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int count = 0; count < WORLDS_AT_ONCE; count++) {
            Report report = new Report();
            reports.add(report);
            threads.add(Thread.ofPlatform().start(() -> {
                for (long seed = next.getAndIncrement();
                        seed <= seeds && !enough.get();
                        seed = next.getAndIncrement()) {
                    run(seed, report, Trace.NONE);
                    if (endsWithTheFirstViolation && !report.violations().isEmpty()) {
                        enough.set(true);
                    }
                }
            }));
        }
        threads.forEach(Simulation::join);
        return Report.of(reports);
    }

    /** Runs the world of one seed. */
    Report replay(long seed, Trace trace) {
        return silently(() -> {
            Report report = new Report();
            run(seed, report, trace);
            return report;
        });
    }

    /** What functions log about trouble is no news here; what other tests of this JVM log may be. */
    private static Report silently(Supplier<Report> simulation) {
        Level usual = FUNCTIONS.getLevel();
        FUNCTIONS.setLevel(Level.OFF);
        try {
            return simulation.get();
        } finally {
            FUNCTIONS.setLevel(usual);
        }
    }

    private void run(long seed, Report report, Trace trace) {
        World world = new World(seed, plant, report.coverage(), trace);
        try {
            world.run();
        } catch (Violation violation) {
            report.violated(seed, violation);
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
