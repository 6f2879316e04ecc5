package sundown.runtime;

import jakarta.inject.Named;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import sundown.gallery.GalleryLayout;
import sundown.milestone.MilestoneFunctions;
import sundown.operator.CallRecords;
import sundown.operator.InMemoryCallRecords;
import sundown.operator.InMemoryTokens;
import sundown.operator.OperatorSettings;
import sundown.operator.SampleOperators;
import sundown.operator.TokenVerifier;
import sundown.refund.PaymentServices;
import sundown.refund.ReportingService;
import sundown.timeline.TimelineFunctions;

/** Puts functions together by their constructors, over any ports: what the container does in a deployed function. */
public final class Assembly {
    /** The name of one of several ports of a type; the container would take {@link Named} itself for a bean. */
    @Target(ElementType.RECORD_COMPONENT)
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Called {
        String value();
    }

    private final Map<String, Object> parts = new HashMap<>();
    private final List<Object> others;

    private Assembly(Record ports, List<Object> others) {
        this.others = Stream.concat(
                        others.stream(),
                        Stream.of(
                                GalleryLayout.GROUP_FIRST,
                                MilestoneFunctions.MILESTONES,
                                TimelineFunctions.NO_LEAD,
                                new Random(1)))
                .toList();
        parts.put(OperatorSettings.class.getTypeName(), SampleOperators.SETTINGS);
        parts.put(CallRecords.class.getTypeName(), new InMemoryCallRecords());
        others.stream()
                .filter(Clock.class::isInstance)
                .forEach(clock -> parts.put(TokenVerifier.class.getTypeName(), new InMemoryTokens((Clock) clock)));
        for (RecordComponent port : ports.getClass().getRecordComponents()) {
            Called called = port.getAnnotation(Called.class);
            parts.put(name(port.getGenericType(), called == null ? "" : called.value()), Records.value(ports, port));
        }
        if (others.stream().noneMatch(PaymentServices.class::isInstance)
                && parts.get(ReportingService.class.getTypeName()) instanceof ReportingService only) {
            parts.put(PaymentServices.class.getTypeName(), new PaymentServices(List.of(only)));
        }
    }

    /**
     * Something with all that it needs.
     *
     * @param ports of which each is taken where its type is asked for, and its name, if it has one
     * @param others are taken where a port is not
     */
    public static <T> T of(Class<T> wanted, Record ports, Object... others) {
        return wanted.cast(new Assembly(ports, List.of(others)).part(wanted));
    }

    private Object part(Parameter parameter) {
        Type type = parameter.getParameterizedType();
        Named named = parameter.getAnnotation(Named.class);
        return Optional.ofNullable(parts.get(name(type, named == null ? "" : named.value())))
                .orElseGet(() -> part(type));
    }

    private static String name(Type type, String called) {
        return type.getTypeName() + called;
    }

    private Object part(Type type) {
        String name = type.getTypeName();
        if (!parts.containsKey(name)) {
            parts.put(name, otherOrNew(type instanceof ParameterizedType generic ? generic.getRawType() : type));
        }
        return parts.get(name);
    }

    private Object otherOrNew(Type type) {
        return others.stream().filter(((Class<?>) type)::isInstance).findFirst().orElseGet(() -> made((Class<?>) type));
    }

    /** Of several constructors the one that asks for the most leaves the least to the class. */
    private Object made(Class<?> wanted) {
        Constructor<?> constructor = Stream.of(wanted.getDeclaredConstructors())
                .max(Comparator.comparing(Constructor::getParameterCount))
                .orElseThrow(() -> new IllegalArgumentException("no port is a " + wanted));
        Object[] needed = Stream.of(constructor.getParameters()).map(this::part).toArray();
        return Records.made(constructor, needed);
    }
}
