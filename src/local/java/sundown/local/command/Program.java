package sundown.local.command;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * Runs a command of this project as a process. The result is the exit code. Ctrl-C interrupts the command and waits
 * until it has closed what it opened.
 */
public final class Program {
    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int WRONG_USE = 2;
    private static final long SECONDS_TO_CLOSE = 20;

    private Program() {}

    @FunctionalInterface
    public interface Command {
        boolean run() throws Exception;
    }

    public static void execute(Command command) {
        FutureTask<Boolean> task = new FutureTask<>(command::run);
        Thread worker = Thread.ofPlatform().name("command").start(task);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(worker)));
        System.exit(exitCode(task));
    }

    /** Ends this process because of something that the command cannot go on without. */
    public static void abort(String sentence) {
        System.err.println();
        System.err.println(sentence);
        System.exit(FAILED);
    }

    private static void end(Thread worker) {
        worker.interrupt();
        try {
            worker.join(TimeUnit.SECONDS.toMillis(SECONDS_TO_CLOSE));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int exitCode(FutureTask<Boolean> task) {
        try {
            return task.get() ? OK : FAILED;
        } catch (ExecutionException e) {
            return report(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    private static int report(Throwable failure) {
        switch (failure) {
            case IllegalArgumentException wrongUse -> {
                System.err.println(wrongUse.getMessage());
                return WRONG_USE;
            }
            case InterruptedException ended -> {
                return FAILED;
            }
            default -> {
                failure.printStackTrace();
                return FAILED;
            }
        }
    }
}
