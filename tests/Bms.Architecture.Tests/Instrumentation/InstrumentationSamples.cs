namespace Bms.Architecture.Tests.Instrumentation;

/// <summary>Sources whose executed instructions were counted by hand from the IL of their release builds.</summary>
internal static class InstrumentationSamples
{
    /// <summary>Loops, branches, a switch and calls.</summary>
    public const string Flow = """
        namespace Sample.Flow;
        public static class Loops
        {
            // Once: ldc stloc ldc stloc br, ldloc ret. A round: ldloc ldloc add stloc ldloc ldc add stloc. A test: ldloc ldarg blt.
            public static int Sum(int n)
            {
                int sum = 0;
                for (int i = 0; i < n; i++)
                    sum += i;
                return sum;
            }

            // ldarg ldarg add ret
            public static int Add(int x, int y) => x + y;

            // ldarg ldc ldc call Add call Add ret
            public static int AddTwice(int x) => Add(x, Add(1, 2));
        }

        public static class Choices
        {
            // ldarg ldc ble, then ldc ret either way.
            public static int Sign(int x) { if (x > 0) return 1; return -1; }

            // ldarg switch, then ldc ret in every case; br leads to the default.
            public static int Pick(int x)
            {
                switch (x)
                {
                    case 0: return 10;
                    case 1: return 11;
                    case 2: return 12;
                    case 3: return 13;
                    default: return -1;
                }
            }

            // Something waits on the stack at each branch. ldarg ldarg brtrue, ldarg or else ldc br, ldarg ldc bgt, ldc or else ldc br,
            // mul add ret.
            public static int Choose(int x, bool twice) => x + (twice ? x : 0) * (x > 5 ? 2 : 3);
        }
        """;

    /// <summary>Protected regions of every kind, nested, adjacent, and with loops inside.</summary>
    public const string Regions = """
        using System;
        namespace Sample.Regions;
        public static class Guarded
        {
            public static string Trace = "";

            public static int Divide(int x, int y)
            {
                int result = -1;
                for (int i = 0; i < 3; i++)
                {
                    try
                    {
                        if (i == 1)
                            continue;
                        try
                        {
                            result += x / y;
                            Trace += "d";
                        }
                        finally
                        {
                            Trace += i == 0 ? "f" : "g";
                        }
                    }
                    catch (DivideByZeroException) when (x > 100)
                    {
                        Trace += "w";
                        result = -2;
                    }
                    catch (DivideByZeroException)
                    {
                        Trace += "c";
                        if (x == 13)
                            throw new InvalidOperationException("thirteen");
                    }
                }

                try { result++; } finally { result *= 2; }
                try { result++; } catch (Exception) { result = 0; }
                return result;
            }

            // In try: ldarg ldarg div stloc leave. In catch: pop ldc stloc leave. After: ldloc ret.
            public static int Safe(int x, int y)
            {
                try { return x / y; } catch (DivideByZeroException) { return -1; }
            }
        }
        """;

    /// <summary>A front door that runs two stages, one of which calls the other's helper.</summary>
    public const string Stages = """
        using System;
        namespace Sample.Shared { public static class Helper { public static int Twice(int x) => x * 2; } }
        namespace Sample.One { public sealed class StageOne { public int Step(int x) => Sample.Shared.Helper.Twice(x); } }
        namespace Sample.Two
        {
            public sealed class StageTwo
            {
                public int Step(int x)
                {
                    if (x < 0)
                        throw new InvalidOperationException();
                    return Sample.Shared.Helper.Twice(x) + 1;
                }
            }
        }
        namespace Sample
        {
            public sealed class Controller
            {
                private readonly Sample.One.StageOne _one = new();
                private readonly Sample.Two.StageTwo _two = new();

                public int Step(int x)
                {
                    try
                    {
                        return _one.Step(x) + _two.Step(x);
                    }
                    catch (InvalidOperationException)
                    {
                        return Idle(x);
                    }
                }

                private static int Idle(int x) => x;
            }
        }
        """;
}
