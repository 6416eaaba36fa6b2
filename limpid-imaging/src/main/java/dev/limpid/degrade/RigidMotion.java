package dev.limpid.degrade;

import dev.limpid.degrade.PhaseEncoding.Pixels;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A patient who moves a few times during a scan and lies still between: k-space is measured line by line from one end to
 * the other along the phase-encode direction (down the columns), and is put together from segments of rigidly moved copies
 * of the image (Shaw et al., "MRI k-space motion artefact augmentation", MIDL 2019). The lines of the centre are those of
 * the first pose, whenever they are measured, as TorchIO's random motion has it: it keeps the anatomy about where it was, and
 * is a simplification. The image is the magnitude.
 *
 * <p>From the seed: the times of the movements, uniform over the scan, and for each the new pose, rotation ~ U(-rotation,
 * rotation) about the image's middle and a shift along each axis ~ U(-translation, translation). Copies are interpolated
 * bilinearly; outside the image there is no signal. Values below the range count as its low end and stay as far below
 * it as they were.
 */
public final class RigidMotion extends PlaneDegradation {
    /** Streams of movements lie far above those of lines. */
    private static final long STREAMS = 3L << 60;

    private final int movements;
    private final double rotation;
    private final double translation;
    private final double centre;

    /**
     * Where the patient lies.
     *
     * @param angle in radians, from the rows' axis towards the columns'
     * @param down shift in pixels
     * @param right shift in pixels
     */
    record Pose(double angle, double down, double right) {
        static final Pose FIRST = new Pose(0, 0, 0);
    }

    /**
     * Movements between segments of k-space.
     *
     * @param movements how often the patient moves, 0..16
     * @param rotation largest angle in degrees, 0..180
     * @param translation largest shift along each axis as a fraction of the image's height, 0..1
     * @param centre share of the lines around the middle that are of the first pose, 0..1
     */
    public RigidMotion(IntensityRange range, int movements, double rotation, double translation, double centre) {
        super(range);
        this.movements = (int) PixelNoise.between("movements", movements, 0, 16);
        this.rotation = PixelNoise.between("rotation", rotation, 0, 180);
        this.translation = PixelNoise.between("translation", translation, 0, 1);
        this.centre = PixelNoise.between("centre", centre, 0, 1);
    }

    @Override
    Plane degrade(Plane clean, Unit unit, long seed) {
        List<Pose> poses = poses(clean.rows, seed);
        return composed(clean, poses, segments(clean.rows, seed));
    }

    /** The poses in order of time, the first one included. */
    List<Pose> poses(int rows, long seed) {
        List<Pose> poses = new ArrayList<>(List.of(Pose.FIRST));
        for (int i = 0; i < movements; i++) {
            PixelRandom random = new PixelRandom(seed, STREAMS + i);
            double angle = Math.toRadians(random.uniform(-rotation, rotation));
            double down = random.uniform(-translation, translation) * rows;
            poses.add(new Pose(angle, down, random.uniform(-translation, translation) * rows));
        }
        return poses;
    }

    /** Which pose each bin of the transform is measured in: lines are measured from the lowest frequency up. */
    int[] segments(int rows, long seed) {
        PixelRandom random = new PixelRandom(seed, STREAMS + movements);
        double[] times = new double[movements];
        for (int i = 0; i < movements; i++) {
            times[i] = random.uniform();
        }
        Arrays.sort(times);
        int[] poseOf = new int[rows];
        for (int bin = 0; bin < rows; bin++) {
            double time = (PhaseEncoding.frequency(bin, rows) + rows / 2) / (double) rows;
            int pose = (int) Arrays.stream(times).filter(moved -> moved <= time).count();
            poseOf[bin] = PhaseEncoding.isCentre(bin, rows, centre) ? 0 : pose;
        }
        return poseOf;
    }

    /** The magnitude of the image whose lines are those of moved copies. */
    static Plane composed(Plane clean, List<Pose> poses, int[] poseOf) {
        List<Pixels> copies = poses.stream().map(pose -> moved(clean, pose)).toList();
        return PhaseEncoding.magnitude(clean.rows, clean.columns, copies, poseOf);
    }

    /** The image in another pose, pixel by pixel. */
    static Pixels moved(Plane plane, Pose pose) {
        if (pose.equals(Pose.FIRST)) {
            return (row, column) -> plane.values[row * plane.columns + column];
        }
        double cosine = StrictMath.cos(pose.angle());
        double sine = StrictMath.sin(pose.angle());
        double middleRow = (plane.rows - 1) / 2.0;
        double middleColumn = (plane.columns - 1) / 2.0;
        return (row, column) -> {
            double y = row - middleRow - pose.down();
            double x = column - middleColumn - pose.right();
            return between(plane, middleRow + cosine * y - sine * x, middleColumn + sine * y + cosine * x);
        };
    }

    private static double between(Plane plane, double row, double column) {
        int top = (int) Math.floor(row);
        int left = (int) Math.floor(column);
        double down = row - top;
        double right = column - left;
        return (1 - down) * ((1 - right) * at(plane, top, left) + right * at(plane, top, left + 1))
                + down * ((1 - right) * at(plane, top + 1, left) + right * at(plane, top + 1, left + 1));
    }

    private static double at(Plane plane, int row, int column) {
        boolean inside = row >= 0 && row < plane.rows && column >= 0 && column < plane.columns;
        return inside ? plane.values[row * plane.columns + column] : 0;
    }

    @Override
    public String name() {
        return "motion";
    }
}
