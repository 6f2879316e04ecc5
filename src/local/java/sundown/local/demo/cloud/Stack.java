package sundown.local.demo.cloud;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sundown.gallery.BucketLayout;
import sundown.gallery.GalleryLayout;
import sundown.gallery.ObjectKey;
import sundown.local.emulators.Clients;
import sundown.local.emulators.Cloud;
import sundown.local.emulators.Endpoints;
import sundown.local.rights.RightsCheck;
import sundown.local.template.Deployment;
import sundown.local.template.Deployment.Names;
import sundown.local.template.Template;
import sundown.local.template.Template.Page;
import sundown.local.template.Template.Policies;
import sundown.local.template.Template.Resolution;

/** What template.yaml describes, under the name of a stack in a cloud. */
record Stack(
        Cloud aws,
        Template template,
        Resolution resolution,
        Deployment deployment,
        Map<String, String> names,
        List<OtherBucket> others) {
    private static final Path TEMPLATE = Path.of("template.yaml");

    /**
     * Resolves the template; creates nothing.
     *
     * @param name of the stack
     * @param gallery where the gallery's objects lie
     * @param closes the parameters of the guards
     * @param parameters the others of the template, besides the number of chunks, and the gallery's layout
     */
    static Stack of(
            Cloud aws, String name, GalleryLayout gallery, Map<String, String> closes, Map<String, String> parameters)
            throws IOException {
        List<OtherBucket> others = OtherBucket.all(gallery, name, closes);
        Map<String, String> all = new HashMap<>(parameters);
        all.putAll(closes);
        all.put("GroupChunks", Integer.toString(LocalUser.CHUNKS));
        String[] layout = gallery.parts().getFirst().write().split("/", 2);
        all.put("GalleryLayout", layout[0]);
        all.put("GalleryPrefix", layout[1]);
        all.put(
                "OtherGalleries",
                gallery.parts().stream().skip(1).map(BucketLayout::write).collect(joining(" ")));
        all.put("OtherGalleryRoles", others.stream().map(OtherBucket::roles).collect(joining(" ")));
        Resolution resolution = new Resolution(name, Endpoints.ACCOUNT, Endpoints.REGION, all);
        Template template = Template.read(TEMPLATE);
        Deployment deployment = template.deployment(resolution);
        Map<String, String> names = Names.of(deployment, aws.endpoints().environment());
        return new Stack(aws, template, resolution, deployment, names, others);
    }

    /** The same for a cloud in which no function runs: none needs to know who signs users in, or who hears alarms. */
    static Stack withoutFunctions(Cloud aws, String name, GalleryLayout gallery) throws IOException {
        return withoutFunctions(aws, name, gallery, Resolution.groupCloses());
    }

    /** The same with the guards of a timeline. */
    static Stack withoutFunctions(Cloud aws, String name, GalleryLayout gallery, Map<String, String> closes)
            throws IOException {
        return of(
                aws,
                name,
                gallery,
                closes,
                Template.read(TEMPLATE).parameters().entrySet().stream()
                        .filter(parameter ->
                                parameter.getValue().find("Default").isEmpty())
                        .collect(toMap(Map.Entry::getKey, parameter -> "unknown")));
    }

    void provision() {
        aws.provision(deployment);
        aws.provision(Deployment.ofBuckets(others.stream()
                .map(other -> new Deployment.Bucket(other.bucket(), true))
                .toList()));
    }

    /** In words, what {@link #provision} creates, and what of the template only CloudFormation creates. */
    String created() {
        int created = deployment.tables().size()
                + deployment.queues().size()
                + deployment.buckets().size()
                + deployment.keys().size()
                + deployment.buses().size()
                + deployment.rules().size()
                + deployment.scheduleGroups().size();
        return "There are %d of the template's %d resources: tables, queues, buckets, keys, event buses, rules, and schedule groups. Functions, roles, policies, alarms, APIs, and pages need CloudFormation."
                .formatted(created, template.resources().size());
    }

    Page page() {
        return template.page("Page", resolution);
    }

    Page console() {
        return template.page("Console", resolution);
    }

    /** Holds the calls of the functions against their roles from now on. */
    RightsCheck checkRights(Clock clock) {
        RightsCheck rights = RightsCheck.of(
                template,
                resolution,
                others.stream().map(OtherBucket::policies).toList(),
                Set.of(Endpoints.ACCESS_KEY_ID),
                clock);
        aws.observe(rights);
        return rights;
    }

    Clients clients() {
        return aws.clients();
    }

    GalleryLayout layout() {
        return GalleryLayout.of(variable("GALLERY_LAYOUT"));
    }

    /** The value of a variable that the functions have or derive, a table's name for example. */
    String variable(String name) {
        return Optional.ofNullable(names.get(name))
                .orElseThrow(() -> new IllegalArgumentException("No function has the variable " + name));
    }

    /**
     * A bucket of the gallery that is not the stack's, with the roles that infra/gallery-bucket.yaml creates for it.
     */
    record OtherBucket(String bucket, Template template, Resolution resolution) {
        private static final Path TEMPLATE = Path.of("infra", "gallery-bucket.yaml");

        static List<OtherBucket> all(GalleryLayout gallery, String stack, Map<String, String> closes)
                throws IOException {
            Template template = Template.read(TEMPLATE);
            return gallery.parts().stream()
                    .skip(1)
                    .map(part -> of(part, template, stack, closes))
                    .toList();
        }

        private static OtherBucket of(BucketLayout part, Template template, String stack, Map<String, String> closes) {
            String bucket = ObjectKey.bucket(part.root());
            String[] layout = part.write().split("/", 2);
            Map<String, String> parameters = new HashMap<>(closes);
            parameters.put("Bucket", bucket);
            parameters.put("Name", bucket);
            parameters.put("SundownStack", stack);
            parameters.put("SundownAccount", Endpoints.ACCOUNT);
            parameters.put("GalleryLayout", layout[0]);
            parameters.put("GalleryPrefix", ObjectKey.key(layout[1]));
            return new OtherBucket(
                    bucket,
                    template,
                    new Resolution(stack + "-" + bucket, Endpoints.ACCOUNT, Endpoints.REGION, parameters));
        }

        String roles() {
            return template.output("Roles", resolution);
        }

        /** What its roles may do, and what its own policy denies. */
        Policies policies() {
            return template.policies(resolution);
        }
    }
}
