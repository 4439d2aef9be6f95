// The files that the stories import. Made-up people; the first rows are of every kind a review can show.

/** As a Brazilian spreadsheet saves it: semicolons, decimal days, a password column, a repeated person, three bad rows. */
export const mixedList = `Nome;Email;Senha;Telefone;Empresa;Curso;Data de matrícula;Data de expiração
Ana Souza;ana.souza@example.com;segredo1;+55 11 98765-4321;Ateliê Norte;Aquarela básica;23/04/2026;31/12/2030
Bruno Lima;bruno.lima@example.com;segredo2;+55 21 91234-5678;;Aquarela básica;25/04/2026;31/12/2030
Carla Dias Ferreira;carla@example.com;segredo3;;Studio Lume;Desenho botânico;11/02/2026;
Diego Prado;diego(at)example.com;segredo4;+55 31 99876-0000;;Desenho botânico;11/02/2026;
Elisa Nogueira;elisa@example.com;segredo5;;;Aquarela básica;31/31/2020;31/12/2030
Felipe Vidal;felipe@example.com;segredo6;;Casa Azul;Aquarela básica;27/04/2026;31/12/2030
felipe vidal;FELIPE@example.com;segredo7;+55 11 90000-1111;;Aquarela básica;28/04/2026;31/12/2030
Gabriela Castro;gabriela@example.com;segredo8;;;Desenho botânico;01/03/2026;
Heitor Braga;;segredo9;;;Desenho botânico;02/03/2026;
Iara Teixeira;iara@example.com;segredo10;;Papel & Tinta;Aquarela básica;29/04/2026;31/12/2030
`;
