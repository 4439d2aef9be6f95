### O diálogo de exportação.

export-title = Exportar
export-dialog = Salvar a exportação
export-what = O quê
export-kind-enrollments = Matrículas
export-kind-enrollments-what = Uma linha por membro e curso, com datas, situação e progresso.
export-kind-enrollments-file = matrículas
export-kind-subscriptions = Assinaturas
export-kind-subscriptions-what = Uma linha por membro e assinatura, com a data de criação.
export-kind-subscriptions-file = assinaturas
export-kind-members = Membros
export-kind-members-what = Uma linha por membro, com todos os campos. Pode ser importada de volta sem mudanças.
export-kind-members-file = membros
export-whose = Membros
export-all = { $n ->
    [one] O { $n } membro do livro
   *[other] Todos os { $n } membros do livro
}
export-filtered = { $n ->
    [one] Só o { $n } membro mostrado
   *[other] Só os { $n } membros mostrados
}
export-how = Formato
export-comma = Separada por vírgula
export-comma-what = Plataformas, e planilhas em inglês.
export-semicolon = Separada por ponto e vírgula
export-semicolon-what = Excel onde a vírgula é o sinal decimal.
export-bom = Abre certo no Excel
export-bom-what = Marca o arquivo como UTF-8, para que os acentos apareçam. Desligue se uma plataforma recusar o arquivo.
export-save = Salvar como…
export-writing = Gravando a exportação
export-cancelled = Exportação interrompida. Nenhum arquivo foi gravado.
export-done-enrollments = { $n ->
    [one] { $n } matrícula foi exportada.
   *[other] { $n } matrículas foram exportadas.
}
export-done-subscriptions = { $n ->
    [one] { $n } assinatura foi exportada.
   *[other] { $n } assinaturas foram exportadas.
}
export-done-members = { $n ->
    [one] { $n } membro foi exportado.
   *[other] { $n } membros foram exportados.
}
export-kind-progress = Progresso
export-kind-progress-what = Uma linha por membro de { $course }: o que viu e concluiu, e quando. Pode ser importada de volta como progresso.
export-kind-progress-file = progresso
export-done-progress = { $n ->
    [one] O progresso de { $n } membro foi exportado.
   *[other] O progresso de { $n } membros foi exportado.
}
export-kind-platform = Para outra plataforma
export-kind-platform-what = Com as colunas, datas e limites que a importação dela aceita.
export-kind-platform-file = lista
export-platform = Plataforma
export-profile-thinkific = Thinkific (importação antiga)
export-profile-thinkific-smart = Thinkific (Smart Importer)
export-profile-thrive = Thrive Apprentice
export-profile-member-kit = MemberKit
export-forecast-counting = Contando…
export-forecast-rows = { $n ->
    [one] { $n } linha
   *[other] { $n } linhas
}
export-forecast-files = { $n ->
    [0] e nenhum arquivo ainda.
    [one] em { $n } arquivo.
   *[other] em { $n } arquivos, com nomes em sequência.
}
export-forecast-transliterated = { $n ->
    [one] { $n } linha é escrita sem acentos, que a plataforma não aceita.
   *[other] { $n } linhas são escritas sem acentos, que a plataforma não aceita.
}
export-forecast-without-last-name = { $n ->
    [one] { $n } membro não tem sobrenome, que a plataforma pede.
   *[other] { $n } membros não têm sobrenome, que a plataforma pede.
}
export-forecast-without-email = { $n ->
    [one] { $n } membro fica de fora: sem e-mail que possa ser escrito para a plataforma.
   *[other] { $n } membros ficam de fora: sem e-mail que possa ser escrito para a plataforma.
}
export-forecast-blocked = { $n ->
    [one] { $n } linha bloqueada fica de fora, para ninguém entrar desbloqueado.
   *[other] { $n } linhas bloqueadas ficam de fora, para ninguém entrar desbloqueado.
}
export-forecast-pending = { $n ->
    [one] { $n } linha pendente fica de fora, para ninguém entrar antes da hora.
   *[other] { $n } linhas pendentes ficam de fora, para ninguém entrar antes da hora.
}
export-workbook = Planilha do Excel
export-workbook-what = Datas são datas, números são números.
export-done-platform = { $n ->
    [one] { $n } linha foi exportada.
   *[other] { $n } linhas foram exportadas.
}
