package sundown.edge;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Something in front of a port, which changes some calls and passes on the others. */
public final class Forwarding {
    private static final Set<String> OF_OBJECTS = Set.of("equals", "hashCode", "toString");

    private Forwarding() {}

    /**
     * The port with something in front of it.
     *
     * @param front of the port: its public methods are called instead of those of the port with the same names and
     *     parameters
     * @throws IllegalArgumentException when the port has no such method: nobody would ever call it
     */
    public static <T> T to(Class<T> port, T real, Function<? super T, ?> front) {
        Object changes = front.apply(real);
        Map<Method, Method> changed = changed(port, changes.getClass());
        return proxy(
                port,
                (proxy, method, arguments) -> changed.containsKey(method)
                        ? call(changed.get(method), changes, arguments)
                        : call(method, real, arguments));
    }

    /** A port that is made later than those who call it. */
    public static <T> T later(Class<T> port, Supplier<T> real) {
        return proxy(port, (proxy, method, arguments) -> call(method, real.get(), arguments));
    }

    /** The port with methods of a name that do nothing, and always give the same answer. */
    public static <T> T answering(Class<T> port, T real, String name, Object answer) {
        if (Stream.of(port.getMethods())
                        .filter(method -> method.getName().equals(name))
                        .count()
                != 1) {
            throw new IllegalArgumentException(port + " has not one method " + name);
        }
        return proxy(
                port,
                (proxy, method, arguments) -> method.getName().equals(name) ? answer : call(method, real, arguments));
    }

    private static <T> T proxy(Class<T> port, InvocationHandler calls) {
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, calls));
    }

    private static Map<Method, Method> changed(Class<?> port, Class<?> changes) {
        Map<Method, Method> changed = new HashMap<>();
        for (Method method : port.getMethods()) {
            Stream.of(changes.getDeclaredMethods())
                    .filter(change -> Modifier.isPublic(change.getModifiers()) && alike(change, method))
                    .forEach(change -> changed.put(method, change));
        }
        Stream.of(changes.getDeclaredMethods())
                .filter(change -> isFront(change) && !changed.containsValue(change))
                .forEach(idle -> {
                    throw new IllegalArgumentException(port + " has no method " + idle);
                });
        if (changed.isEmpty()) {
            throw new IllegalArgumentException(changes + " has no method of " + port);
        }
        changed.values().forEach(change -> change.setAccessible(true));
        return changed;
    }

    /** Nothing that Java itself makes: bridges, accessors of records, and methods of objects. */
    private static boolean isFront(Method change) {
        boolean isAccessor = change.getDeclaringClass().isRecord() && change.getParameterCount() == 0;
        return Modifier.isPublic(change.getModifiers())
                && !Modifier.isStatic(change.getModifiers())
                && !change.isSynthetic()
                && !isAccessor
                && !OF_OBJECTS.contains(change.getName());
    }

    private static boolean alike(Method change, Method method) {
        return change.getName().equals(method.getName())
                && Arrays.equals(change.getParameterTypes(), method.getParameterTypes());
    }

    /** Calls a method, and fails as it does. */
    public static Object call(Method method, Object target, Object... arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }
}
