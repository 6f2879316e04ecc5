package sundown.local.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import sundown.local.lambda.FunctionHost.FunctionLog;
import sundown.local.template.Deployment;

/**
 * A cache of loaded and linked classes beside the packaged functions, with which they start on the JVM in half the
 * time. It needs a class path of jars only, and the same options when it is made and used.
 *
 * @see <a href="https://openjdk.org/jeps/514">JEP 514: Ahead-of-Time Command-Line Ergonomics</a>
 */
public final class AotCache {
    private static final List<Class<?>> LOOP = List.of(FunctionProcess.class, FunctionProcess.RuntimeClient.class);

    private AotCache() {}

    /**
     * The host with the cache. Where there is none yet, a training run makes it, for which other processes wait.
     *
     * @param function the function to call in the training run
     * @param payload an event that changes nothing
     */
    public static synchronized FunctionHost use(FunctionHost host, Deployment.Function function, String payload)
            throws IOException {
        if (!(host.runtime() instanceof FunctionRuntime.Jvm jvm)) {
            return host;
        }
        Path runner = jvm.classpath().getFirst();
        Path cache = runner.resolveSibling("functions.aot");
        try (FileChannel file = FileChannel.open(
                        runner.resolveSibling("functions.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock _ = file.lock()) {
            if (isOlder(cache, runner)) {
                Path made = runner.resolveSibling("functions-new.aot");
                FunctionRuntime trained = cached(jvm, runner, "-XX:AOTCacheOutput=" + made);
                train(with(host, trained, (name, line) -> {}), function, payload);
                Files.move(made, cache, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        return with(host, cached(jvm, runner, "-XX:AOTCache=" + cache), host.log());
    }

    /** Keeps what the Java virtual machine says about the cache out of the function's log. */
    private static FunctionRuntime cached(FunctionRuntime.Jvm jvm, Path runner, String option) throws IOException {
        return new FunctionRuntime.Jvm(
                jvm.java(), List.of(runner, loop(runner)), jvm.handler(), List.of(option, "-Xlog:disable"));
    }

    private static FunctionHost with(FunctionHost host, FunctionRuntime runtime, FunctionLog log) {
        return new FunctionHost(runtime, host.account(), host.environment(), log, host.clock());
    }

    private static void train(FunctionHost host, Deployment.Function function, String payload)
            throws InterruptedIOException {
        try (FunctionInstance instance = host.start(function)) {
            instance.invoke(payload);
            instance.end();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    /** The classes of a function's process in a jar beside the functions. */
    private static Path loop(Path runner) throws IOException {
        Path jar = runner.resolveSibling("function-process.jar");
        if (isOlder(jar, runner)) {
            Path made = Files.createTempFile(runner.toAbsolutePath().getParent(), "function-process", ".jar");
            try (OutputStream file = Files.newOutputStream(made);
                    JarOutputStream entries = new JarOutputStream(file)) {
                for (Class<?> type : LOOP) {
                    add(entries, type.getName().replace('.', '/') + ".class");
                }
            }
            Files.move(made, jar, StandardCopyOption.ATOMIC_MOVE);
        }
        return jar;
    }

    private static void add(JarOutputStream jar, String name) throws IOException {
        jar.putNextEntry(new ZipEntry(name));
        try (InputStream bytes = AotCache.class.getResourceAsStream("/" + name)) {
            bytes.transferTo(jar);
        }
        jar.closeEntry();
    }

    private static boolean isOlder(Path file, Path than) throws IOException {
        return !Files.exists(file) || Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(than)) < 0;
    }
}
