namespace Bms.Architecture.Tests.ReferenceAssembly;

/// <summary>Sources that the gate's own tests share.</summary>
internal static class DialectSamples
{
    /// <summary>Constructs that were seen to run on the device; all of them must pass both halves of the gate.</summary>
    public const string CompilesOnDevice = """
        using System;
        namespace Sample;

        public enum Mode { Idle, Charging }

        public interface IStage { int Step(int input); }

        public abstract class Stage : IStage
        {
            public abstract int Step(int input);
        }

        public sealed class Filter(int size) : Stage
        {
            private static readonly short[] Table = [1, 2, 3, 500];
            private readonly float[] _state = new float[size];
            private readonly float[][] _rows = new float[2][];
            private string? _name;

            public const int Limit = 4;

            public Mode Mode { get; init; }

            public string Name => _name ?? "none";

            public float Last { get; private set; }

            public static Filter Create(string? name)
            {
                if (name == null)
                    throw new ArgumentNullException(nameof(name));
                return new Filter(Limit) { Mode = Mode.Charging, _name = name };
            }

            public override int Step(int input)
            {
                float sum = 0f;
                foreach (float value in _state)
                    sum += value;
                for (int i = 0; i < _state.Length; i++)
                    _state[i] = Table[i % Table.Length] * 0.5f + sum;
                if (float.IsNaN(sum) || sum > 1e6f)
                    sum = 1e6f;
                Last = sum;
                long charge = (long)input * 1000;
                int whole = (int)sum;
                Update(ref whole, in input);
                Array.Copy(_state, 0, _state, 0, _state.Length);
                return Mode switch { Mode.Idle => whole, Mode.Charging => (int)(charge >> 3), _ => -1 };
            }

            public bool HasRows() => _rows.Length > 0 && _rows[0] is not null;

            private static void Update(ref int value, in int by)
            {
                unchecked
                {
                    uint hash = (uint)value * 16777619u;
                    value = (int)(hash % 97u) + by;
                }

                try
                {
                    value /= by;
                }
                catch (Exception)
                {
                    value = 0;
                }
            }
        }
        """;
}
