package sundown.archive;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import sundown.gallery.GalleryObjects;
import sundown.refund.RefundQueue;
import sundown.secret.SecretSealer;

/** Ports that tell an observer of every call. One that throws stands for a worker that dies there. */
final class ObservedPorts {
    private ObservedPorts() {}

    /** Is told of calls, as {@code Port.method}, on the thread that makes them. */
    interface Observer {
        /** The call is about to be made. */
        default void before(String call) {}

        /** The call was made; the caller does not know yet. */
        default void after(String call) {}
    }

    static ArchiveFunctions.Ports over(ArchiveFunctions.Ports ports, Observer observer) {
        return new ArchiveFunctions.Ports(
                ports.accounts(),
                ports.timelines(),
                ports.gallery(),
                observed(GalleryObjects.class, ports.objects(), observer),
                observed(SecretSealer.class, ports.sealer(), observer),
                observed(ArchiveStore.class, ports.archives(), observer),
                observed(ArchiveQueue.class, ports.queue(), observer),
                observed(ArchiveFiles.class, ports.files(), observer),
                observed(VolumeStorage.class, ports.storage(), observer),
                observed(RefundQueue.class, ports.refunds(), observer));
    }

    private static <T> T observed(Class<T> port, T target, Observer observer) {
        return port.cast(
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (ignored, method, arguments) -> {
                    String call = port.getSimpleName() + "." + method.getName();
                    observer.before(call);
                    Object answer = invoke(target, method, arguments);
                    observer.after(call);
                    return answer;
                }));
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }
}
