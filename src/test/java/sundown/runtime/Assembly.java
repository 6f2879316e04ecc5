package sundown.runtime;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import sundown.gallery.GalleryLayout;
import sundown.gallery.GroupFirst;

/** Puts functions together by their constructors, over any ports: what the container does in a deployed function. */
public final class Assembly {
    private final Map<String, Object> parts = new HashMap<>();
    private final List<Object> others;

    private Assembly(Record ports, List<Object> others) {
        this.others = others;
        parts.put(GalleryLayout.class.getTypeName(), new GroupFirst());
        for (RecordComponent port : ports.getClass().getRecordComponents()) {
            parts.put(port.getGenericType().getTypeName(), Records.value(ports, port));
        }
    }

    /**
     * Something with all that it needs.
     *
     * @param ports of which each is taken where its type is asked for
     * @param others are taken where a port is not
     */
    public static <T> T of(Class<T> wanted, Record ports, Object... others) {
        return wanted.cast(new Assembly(ports, List.of(others)).part(wanted));
    }

    private Object part(Type type) {
        String name = type.getTypeName();
        if (!parts.containsKey(name)) {
            parts.put(name, otherOrNew(type instanceof ParameterizedType generic ? generic.getRawType() : type));
        }
        return parts.get(name);
    }

    private Object otherOrNew(Type type) {
        return others.stream()
                .filter(((Class<?>) type)::isInstance)
                .findFirst()
                .orElseGet(() -> made(((Class<?>) type).getDeclaredConstructors()));
    }

    /** Of several constructors the one that asks for the most leaves the least to the class. */
    private Object made(Constructor<?>... constructors) {
        Constructor<?> constructor = Stream.of(constructors)
                .max(Comparator.comparing(Constructor::getParameterCount))
                .orElseThrow();
        Object[] needed = Stream.of(constructor.getGenericParameterTypes())
                .map(this::part)
                .toArray();
        return Records.made(constructor, needed);
    }
}
