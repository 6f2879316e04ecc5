package sundown.local.demo.cloud;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import sundown.gallery.GalleryLayout;
import sundown.local.command.Variables;
import sundown.local.demo.gallery.SampleGallery;
import sundown.runtime.ClockOffset;

/**
 * The user's settings, from environment variables. An empty variable counts as absent, since make passes empty ones.
 *
 * @param folder the user's own pictures, in place of the sample ({@code GALLERY})
 * @param trouble whether Google misbehaves and the worker is killed ({@code TROUBLE=1})
 * @param volumeGigabytes the size of the volumes that the user asks for ({@code VOLUME_GIGABYTES=1})
 * @param keep whether the cloud stays up after the demonstration ({@code KEEP=1})
 * @param nativeRuntime whether the functions run as native executables ({@code RUNTIME=native})
 * @param port where the API listens with {@code make run} ({@code PORT})
 * @param debugged the function that a debugger may look into ({@code DEBUG_FUNCTION=start-transfer})
 * @param page the origin of a page that may call the API from a browser ({@code PAGE_ORIGIN=http://localhost:5173})
 * @param gallery where the gallery's objects lie, as layouts are written ({@code GALLERY_LAYOUT=user-first})
 * @param google the real Google, in place of the stand-in ({@code GOOGLE=real})
 * @param cloud the address of a cloud that already runs, in place of the emulators
 *     ({@code CLOUD=http://127.0.0.1:4566}, or {@code AWS_ENDPOINT_URL}, as the tools of AWS read it)
 * @param stack the name under which everything is created there ({@code STACK})
 */
public record Settings(
        Optional<Path> folder,
        boolean trouble,
        int volumeGigabytes,
        boolean keep,
        boolean nativeRuntime,
        int port,
        Optional<String> debugged,
        Optional<String> page,
        String gallery,
        Optional<GoogleProject> google,
        Optional<URI> cloud,
        Optional<String> stack) {
    private static final int USUAL_PORT = 8080;

    /** In place of the name of the stack, which a demo chooses later. */
    private static final String STACK = "<stack>";

    /** Something of everybody lies in each of three buckets. */
    private static final String SEVERAL =
            "group-first/ user-first/s3://<stack>-albums/photos/ by-rows/s3://<stack>-scans/";

    public Settings {
        if (nativeRuntime && debugged.isPresent()) {
            throw new IllegalArgumentException("DEBUG_FUNCTION needs the JVM: leave RUNTIME=native out.");
        }
    }

    public record GoogleProject(String clientId, String clientSecret) {}

    public static Settings of(Map<String, String> variables) {
        Variables environment = new Variables(variables);
        return new Settings(
                environment.find("GALLERY").map(Settings::folder),
                flag(environment, "TROUBLE"),
                Integer.parseInt(choice(environment, "VOLUME_GIGABYTES", "4", "2", "1")),
                flag(environment, "KEEP"),
                choice(environment, "RUNTIME", "jvm", "native").equals("native"),
                environment.find("PORT").map(Settings::port).orElse(USUAL_PORT),
                environment.find("DEBUG_FUNCTION"),
                environment.find("PAGE_ORIGIN").map(Settings::origin),
                gallery(choice(environment, "GALLERY_LAYOUT", "group-first", "user-first", "by-rows", "several")),
                google(environment),
                cloud(environment),
                environment.find("STACK").map(Settings::stack));
    }

    private static String gallery(String chosen) {
        return chosen.equals("several") ? SEVERAL : chosen + "/";
    }

    public GalleryLayout layout() {
        return GalleryLayout.of(gallery.replace(STACK, stackName()));
    }

    /** These settings with the API at any free port. */
    public Settings onAnyPort() {
        return with(0, gallery, stack);
    }

    /** These settings with the gallery's objects elsewhere. */
    public Settings withLayout(GalleryLayout other) {
        return with(port, other.write(), stack);
    }

    /** These settings under a name of their own, unless the user has given one. */
    public Settings inStack(String name) {
        return with(port, gallery, Optional.of(stack.orElse(name)));
    }

    private Settings with(int otherPort, String otherGallery, Optional<String> otherStack) {
        return new Settings(
                folder,
                trouble,
                volumeGigabytes,
                keep,
                nativeRuntime,
                otherPort,
                debugged,
                page,
                otherGallery,
                google,
                cloud,
                otherStack);
    }

    public String stackName() {
        return stack.orElse("sundown-local");
    }

    /**
     * Requires a cloud whose clock can be moved.
     *
     * @throws IllegalArgumentException with a sentence for the user when it is not on this machine
     */
    public void requireMovableClock() {
        cloud.filter(address -> !ClockOffset.isOnThisMachine(address.toString()))
                .ifPresent(address -> {
                    throw new IllegalArgumentException(
                            "This moves the clock, which is possible only where the cloud is on this" + " machine, and "
                                    + address + " is not.");
                });
    }

    /** The sample is to fill a few volumes; a gallery of one's own gets volumes as large as in production. */
    public OptionalLong volumes() {
        return folder.isPresent() ? OptionalLong.empty() : OptionalLong.of(SampleGallery.VOLUME_BYTES);
    }

    private static int port(String number) {
        if (!number.matches("[0-9]{1,5}") || Integer.parseInt(number) > 65_535) {
            throw new IllegalArgumentException("PORT must be a number up to 65535, not " + number + ".");
        }
        return Integer.parseInt(number);
    }

    private static Optional<URI> cloud(Variables environment) {
        return Stream.of("CLOUD", "AWS_ENDPOINT_URL")
                .flatMap(name -> environment.find(name).map(text -> address(name, text)).stream())
                .findFirst();
    }

    private static URI address(String name, String text) {
        if (!text.matches("https?://[A-Za-z0-9.\\[\\]:-]+/?")) {
            throw new IllegalArgumentException(
                    name + " must be an address such as http://127.0.0.1:4566, not " + text + ".");
        }
        return URI.create(text.replaceFirst("/$", ""));
    }

    /** What the template's rule for stack names allows. */
    private static String stack(String name) {
        if (!name.matches("[a-z][a-z0-9-]{0,41}")) {
            throw new IllegalArgumentException(
                    "STACK must have up to 42 small letters, digits and hyphens, and begin with a letter; " + name
                            + " does not.");
        }
        return name;
    }

    private static String origin(String text) {
        if (!text.matches("https?://[a-z0-9.-]+(:[0-9]{1,5})?")) {
            throw new IllegalArgumentException(
                    "PAGE_ORIGIN must be an origin such as http://localhost:5173, not " + text + ".");
        }
        return text;
    }

    private static Path folder(String name) {
        Path folder = Path.of(name);
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("GALLERY must be a folder, and " + name + " is none.");
        }
        return folder;
    }

    private static Optional<GoogleProject> google(Variables environment) {
        if (choice(environment, "GOOGLE", "standin", "real").equals("standin")) {
            return Optional.empty();
        }
        return Optional.of(new GoogleProject(
                required(environment, "GOOGLE_CLIENT_ID"), required(environment, "GOOGLE_CLIENT_SECRET")));
    }

    private static String required(Variables environment, String name) {
        return environment
                .find(name)
                .orElseThrow(() -> new IllegalArgumentException("GOOGLE=real needs " + name + " too."));
    }

    private static boolean flag(Variables environment, String name) {
        return choice(environment, name, "0", "1").equals("1");
    }

    /** One of some values, the first of which is the usual one. */
    private static String choice(Variables environment, String name, String... values) {
        String value = environment.find(name).orElse(values[0]);
        if (!List.of(values).contains(value)) {
            throw new IllegalArgumentException(
                    name + " must be " + String.join(" or ", values) + ", not " + value + ".");
        }
        return value;
    }
}
