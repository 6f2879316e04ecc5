package sundown.transfer;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import sundown.account.Region;
import sundown.edge.Code;
import sundown.edge.Json;
import sundown.edge.WrongPart;

/**
 * Who is offered the transfer, from the notice: users with a region, a carrier, a device model and an Android version
 * for which Google's service is offered. Everyone else takes the archive.
 */
@RegisterForReflection
public record Eligibility(
        int minimumAndroidVersion,
        Set<Region> unsupportedRegions,
        Set<String> unsupportedCarriers,
        Set<String> unsupportedModels) {
    public Eligibility {
        unsupportedRegions = Set.copyOf(unsupportedRegions);
        unsupportedCarriers = lowerCase(unsupportedCarriers);
        unsupportedModels = lowerCase(unsupportedModels);
    }

    /**
     * The device on which the app runs, as the app says. A browser knows nothing of it. An unknown member excludes
     * nobody.
     *
     * @param model the manufacturer's model name
     * @param androidVersion the major version, 10 for example
     * @param carrier the mobile carrier
     */
    @RegisterForReflection
    public record Device(Optional<String> model, Optional<Integer> androidVersion, Optional<String> carrier) {
        /** The device of a browser. */
        static final Device UNKNOWN = new Device(Optional.empty(), Optional.empty(), Optional.empty());

        public Device {
            WrongPart.requireWithin("androidVersion", androidVersion, 1, 1_000);
        }
    }

    /** Why the transfer is not offered to a user; the names are stable, for apps. */
    public enum Hindrance implements Code {
        REGION("Google's service is not offered in your region."),
        CARRIER("Google's service is not offered with your carrier."),
        MODEL("Google's service is not offered on this device."),
        ANDROID_VERSION("Google's service needs a newer Android version.");

        private final String sentence;

        Hindrance(String sentence) {
            this.sentence = sentence;
        }

        /** A sentence for the user. */
        public String sentence() {
            return sentence;
        }
    }

    /** Reads {@code infra/eligibility.json}. */
    public static Eligibility read(String json) {
        return Json.read(json, Eligibility.class);
    }

    private static Set<String> lowerCase(Set<String> texts) {
        return texts.stream().map(text -> text.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** True where the transfer is offered in the region at all. */
    public boolean offeredIn(Region region) {
        return !unsupportedRegions.contains(region);
    }

    /** Everything that stands in the way; empty when the transfer is offered. */
    public List<Hindrance> hindrances(Region region, Device device) {
        List<Hindrance> hindrances = new ArrayList<>();
        if (!offeredIn(region)) {
            hindrances.add(Hindrance.REGION);
        }
        if (device.carrier().filter(known -> named(unsupportedCarriers, known)).isPresent()) {
            hindrances.add(Hindrance.CARRIER);
        }
        if (device.model().filter(known -> named(unsupportedModels, known)).isPresent()) {
            hindrances.add(Hindrance.MODEL);
        }
        if (device.androidVersion()
                .filter(known -> known < minimumAndroidVersion)
                .isPresent()) {
            hindrances.add(Hindrance.ANDROID_VERSION);
        }
        return List.copyOf(hindrances);
    }

    private static boolean named(Set<String> names, String name) {
        return names.contains(name.toLowerCase(Locale.ROOT));
    }
}
