package sundown.template;

import io.quarkus.funqy.Funq;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import sundown.local.template.Resource;

/**
 * The beans of the code as CDI wires them: the {@code @Singleton} classes and the results of {@code @Produces} methods.
 */
final class Beans {
    private static final Set<Type> WRAPPERS = Set.of(List.class, Instance.class, Provider.class);
    private static final Path CLASSES = Path.of("target", "classes");
    private static final List<Class<?>> TYPES = types();
    private static final List<Bean> ALL = TYPES.stream().flatMap(Beans::madeBy).toList();

    /**
     * One bean.
     *
     * @param generic its type with type arguments
     * @param maker the constructor or the producer with the injected parameters
     */
    record Bean(Type generic, Executable maker) {
        Class<?> type() {
            return raw(generic);
        }

        Stream<Parameter> parameters() {
            return Stream.of(maker.getParameters());
        }

        /** The beans that are injected into this one. */
        Stream<Bean> injected() {
            return parameters()
                    .flatMap(parameter -> ofType(parameter.getParameterizedType())
                            .filter(bean -> name(bean.maker()).equals(name(parameter))));
        }

        /** This bean and all that CDI makes for it. */
        Set<Bean> withInjected() {
            Set<Bean> found = new LinkedHashSet<>();
            Deque<Bean> open = new ArrayDeque<>(List.of(this));
            while (!open.isEmpty()) {
                Bean next = open.pop();
                if (found.add(next)) {
                    next.injected().forEach(open::push);
                }
            }
            return found;
        }
    }

    private Beans() {}

    static List<Bean> all() {
        return ALL;
    }

    /** Every class of the code. */
    static List<Class<?>> classes() {
        return TYPES;
    }

    /** The method that Funqy exports under a name. */
    static Method function(String export) {
        return TYPES.stream()
                .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Funq.class))
                .filter(method -> method.getAnnotation(Funq.class).value().equals(export))
                .findFirst()
                .orElseThrow();
    }

    /** The method that a function of the template calls. */
    static Method function(Resource function) {
        return function(Deployed.text(function.find("Environment", "Variables", "QUARKUS_FUNQY_EXPORT"))
                .orElseThrow());
    }

    /** The one bean of this class. */
    static Bean of(Class<?> type) {
        return ALL.stream().filter(bean -> bean.type().equals(type)).findFirst().orElseThrow();
    }

    /** The beans of a type; of the element type of a list or a provider. */
    private static Stream<Bean> ofType(Type type) {
        return switch (type) {
            case ParameterizedType several
            when WRAPPERS.contains(several.getRawType()) -> ofType(several.getActualTypeArguments()[0]);
            case ParameterizedType generic ->
                ALL.stream().filter(bean -> supertypes(bean.generic()).anyMatch(generic::equals));
            case Class<?> plain -> ALL.stream().filter(bean -> plain.isAssignableFrom(bean.type()));
            default -> Stream.empty();
        };
    }

    /** What tells beans of the same type apart. */
    private static Optional<String> name(AnnotatedElement injected) {
        return Optional.ofNullable(injected.getAnnotation(Named.class)).map(Named::value);
    }

    private static Stream<Type> supertypes(Type type) {
        Class<?> raw = raw(type);
        return Stream.of(
                        Stream.of(type),
                        Stream.ofNullable(raw.getGenericSuperclass()).flatMap(Beans::supertypes),
                        Stream.of(raw.getGenericInterfaces()).flatMap(Beans::supertypes))
                .flatMap(types -> types);
    }

    private static Class<?> raw(Type type) {
        return (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
    }

    private static Stream<Bean> madeBy(Class<?> type) {
        Stream<Bean> produced = Stream.of(type.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Produces.class))
                .map(method -> new Bean(method.getGenericReturnType(), method));
        Stream<Bean> itself =
                type.isAnnotationPresent(Singleton.class) ? Stream.of(new Bean(type, constructor(type))) : Stream.of();
        return Stream.concat(itself, produced);
    }

    /** CDI takes the constructor that is not private; a class has one that is injected. */
    private static Constructor<?> constructor(Class<?> type) {
        List<Constructor<?>> constructors = Arrays.asList(type.getDeclaredConstructors());
        return constructors.stream()
                .filter(constructor -> constructor.isAnnotationPresent(Inject.class))
                .findFirst()
                .orElseGet(constructors::getFirst);
    }

    private static List<Class<?>> types() {
        try (Stream<Path> files = Files.walk(CLASSES)) {
            return files.map(CLASSES::relativize)
                    .map(Path::toString)
                    .filter(name -> name.endsWith(".class"))
                    .filter(Predicate.not(name -> name.endsWith("-info.class")))
                    .map(name -> name.substring(0, name.length() - 6).replace('/', '.'))
                    .<Class<?>>map(Beans::load)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, Beans.class.getClassLoader());
        } catch (ClassNotFoundException absent) {
            throw new IllegalStateException(absent);
        }
    }
}
