package sundown.local.lambda;

import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import sundown.local.lambda.FunctionInvoker.Invocation;
import sundown.local.template.Deployment;

/**
 * The instances of one function. It starts them on demand and reuses warm ones. At the function's reserved concurrency
 * it refuses calls, as Lambda does; at this machine's own bound it waits.
 */
public final class FunctionPool implements FunctionInvoker, AutoCloseable {
    private final Deployment.Function function;
    private final FunctionHost host;
    private final Semaphore reserved;
    private final Semaphore places;
    private final Deque<FunctionInstance> idle = new ConcurrentLinkedDeque<>();
    private final Set<FunctionInstance> busy = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    public FunctionPool(Deployment.Function function, FunctionHost host, int mostInstances) {
        this.function = function;
        this.host = host;
        this.reserved = new Semaphore(function.reservedConcurrency().orElse(Integer.MAX_VALUE));
        this.places = new Semaphore(mostInstances);
    }

    @Override
    public Invocation invoke(String payload) throws InterruptedException {
        return invoke(payload, Lineage.NONE);
    }

    @Override
    public Invocation invoke(String payload, Lineage lineage) throws InterruptedException {
        if (!function.recursive() && lineage.loops(function.name())) {
            host.log().note(function.name(), "Stopped, as Lambda does: a request came through it too often");
            return new Invocation.Recursive(function.name());
        }
        if (closed || !reserved.tryAcquire()) {
            return new Invocation.Throttled();
        }
        try {
            return invokeInPlace(payload, lineage.through(function.name()));
        } finally {
            reserved.release();
        }
    }

    private Invocation invokeInPlace(String payload, Lineage lineage) throws InterruptedException {
        places.acquire();
        try {
            return invokeOn(warmInstance().orElseGet(() -> host.start(function)), payload, lineage);
        } finally {
            places.release();
        }
    }

    private Invocation invokeOn(FunctionInstance instance, String payload, Lineage lineage)
            throws InterruptedException {
        busy.add(instance);
        try {
            // The pool was closed while this instance started.
            return closed ? new Invocation.Throttled() : instance.invoke(payload, lineage);
        } finally {
            busy.remove(instance);
            giveBack(instance);
        }
    }

    /**
     * Returns the instance used last, which is the warmest, and drops instances that died or have an old clock or code.
     */
    private Optional<FunctionInstance> warmInstance() {
        FunctionInstance instance = idle.pollFirst();
        while (instance != null && !instance.isUsable()) {
            instance.close();
            instance = idle.pollFirst();
        }
        return Optional.ofNullable(instance);
    }

    private void giveBack(FunctionInstance instance) {
        if (!instance.isUsable() || Thread.currentThread().isInterrupted()) {
            instance.close();
            return;
        }
        idle.addFirst(instance);
        if (closed && idle.remove(instance)) {
            instance.close();
        }
    }

    /** Drops the idle instances that can take no invocation any more. */
    public void dropUnusable() {
        List.copyOf(idle).stream()
                .filter(instance -> !instance.isUsable())
                .filter(idle::remove)
                .forEach(FunctionInstance::close);
    }

    /** Kills one instance in the middle of its invocation; false when none runs. */
    public boolean kill() {
        Optional<FunctionInstance> victim = busy.stream().findAny();
        victim.ifPresent(FunctionInstance::kill);
        return victim.isPresent();
    }

    /** Kills all instances, those in the middle of an invocation too, and refuses further calls. */
    @Override
    public void close() {
        closed = true;
        busy.forEach(FunctionInstance::close);
        idle.forEach(FunctionInstance::close);
    }
}
