using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Bms.Hil.Tests")]
[assembly: InternalsVisibleTo("Bms.Benchmarks")]
